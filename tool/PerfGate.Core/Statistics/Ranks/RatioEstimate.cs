namespace PerfGate.Statistics.Ranks;

/// <summary>
/// The estimate of a ratio of two samples that a rank test gives, and the confidence bounds that invert it: a bound
/// excludes a ratio exactly where the test rejects it (J. L. Hodges, E. L. Lehmann, "Estimates of Location Based on Rank
/// Tests", 1963, on the log scale).
/// </summary>
public sealed class RatioEstimate
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _ratios;
    private readonly IRankTest _greater;
    private readonly IRankTest _less;

    /// <summary>Estimates x / y.</summary>
    /// <param name="x">Positive values, at least one.</param>
    /// <param name="y">Positive values, at least one.</param>
    /// <param name="design">The test.</param>
    public RatioEstimate(IReadOnlyList<double> x, IReadOnlyList<double> y, TestDesign design)
    {
        _x = [.. x];
        _y = [.. y];
        _ratios = [.. _x.SelectMany(a => _y.Select(b => a / b)).Order()];
        _greater = design.For(_x.Length, _y.Length);
        _less = design.For(_y.Length, _x.Length);
        Ratio = Math.Sqrt(Lower(0.5, design.MainPart(_x.Length, _y.Length)) * Upper(0.5, design.MainPart(_y.Length, _x.Length)));
    }

    /// <summary>The ratio of which the test thinks it as likely to be above as below.</summary>
    public double Ratio { get; }

    /// <summary>
    /// The lower confidence bound with a one-sided error of at most <paramref name="alpha"/>; 0 if the samples are too
    /// small to give one.
    /// </summary>
    public double Lower(double alpha) => Lower(alpha, _greater);

    /// <summary>The upper confidence bound; infinite if the samples are too small to give one.</summary>
    public double Upper(double alpha) => Upper(alpha, _less);

    /// <summary>The two-sided interval with a confidence of 1 - <paramref name="alpha"/>.</summary>
    public Interval Interval(double alpha) => new(Lower(alpha / 2), Upper(alpha / 2));

    private double Lower(double alpha, IRankTest greater)
    {
        var rejected = CountWhile(i => greater.PValueGreater(Divided(_x, Below(i)), _y) <= alpha);
        return rejected == 0 ? 0 : _ratios[rejected - 1];
    }

    private double Upper(double alpha, IRankTest less)
    {
        var rejected = CountWhile(i => less.PValueGreater(_y, Divided(_x, Above(_ratios.Length - 1 - i))) <= alpha);
        return rejected == 0 ? double.PositiveInfinity : _ratios[^rejected];
    }

    private static double[] Divided(double[] values, double ratio) => [.. values.Select(value => value / ratio)];

    // Between two neighbouring ratios no pair changes its order, so any point between them stands for all.
    private double Below(int i) => i == 0 ? _ratios[0] / 2 : Math.Sqrt(_ratios[i - 1] * _ratios[i]);

    private double Above(int i) => i == _ratios.Length - 1 ? _ratios[^1] * 2 : Math.Sqrt(_ratios[i] * _ratios[i + 1]);

    // The p-value rises with the ratio that is tested, so what is rejected comes first.
    private int CountWhile(Func<int, bool> isRejected)
    {
        var (low, high) = (0, _ratios.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isRejected(middle) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
