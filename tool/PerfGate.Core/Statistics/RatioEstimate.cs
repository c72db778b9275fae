using Pragmastat;

namespace PerfGate.Statistics;

/// <summary>
/// The Hodges-Lehmann estimate of a ratio of two samples, on the log scale, and the confidence interval that inverts
/// the Mann-Whitney test (J. L. Hodges, E. L. Lehmann, "Estimates of Location Based on Rank Tests", 1963). A bound
/// excludes a ratio exactly when the test rejects it.
/// </summary>
public sealed class RatioEstimate
{
    private readonly int _x;
    private readonly int _y;
    private readonly double[] _sortedLogRatios;

    /// <summary>Estimates x / y.</summary>
    /// <param name="x">Positive values, at least one.</param>
    /// <param name="y">Positive values, at least one.</param>
    public RatioEstimate(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        double[] logX = [.. x.Select(value => Math.Log(value))];
        double[] logY = [.. y.Select(value => Math.Log(value))];
        _x = logX.Length;
        _y = logY.Length;
        _sortedLogRatios = [.. logX.SelectMany(a => logY.Select(b => a - b)).Order()];
        Ratio = Math.Exp(Toolkit.Shift(new Sample(logX), new Sample(logY)).NominalValue);
    }

    /// <summary>The median of all pairwise ratios.</summary>
    public double Ratio { get; }

    /// <summary>
    /// The lower confidence bound with a one-sided error of at most <paramref name="alpha"/>; 0 if the samples are too
    /// small to give one.
    /// </summary>
    public double Lower(double alpha)
    {
        var margin = MannWhitney.Margin(_x, _y, alpha);
        return margin == 0 ? 0 : Math.Exp(_sortedLogRatios[margin - 1]);
    }

    /// <summary>The upper confidence bound; infinite if the samples are too small to give one.</summary>
    public double Upper(double alpha)
    {
        var margin = MannWhitney.Margin(_x, _y, alpha);
        return margin == 0 ? double.PositiveInfinity : Math.Exp(_sortedLogRatios[^margin]);
    }

    /// <summary>The two-sided interval with a confidence of 1 - <paramref name="alpha"/>.</summary>
    public Interval Interval(double alpha) => new(Lower(alpha / 2), Upper(alpha / 2));
}
