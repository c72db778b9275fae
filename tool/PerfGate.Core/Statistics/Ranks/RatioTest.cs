namespace PerfGate.Statistics.Ranks;

/// <summary>What two samples of a positive quantity say about the ratio candidate / baseline.</summary>
/// <param name="Ratio">The estimate that belongs to the test.</param>
/// <param name="Interval">The 95 % confidence interval that inverts the test.</param>
/// <param name="PSlower">The p-value of "the ratio is above 1 + minimum effect".</param>
/// <param name="PSearch">The p-value of the same by <see cref="SearchTest"/>: whether to measure on.</param>
/// <param name="PFaster">The p-value of "the ratio is below 1 / (1 + minimum effect)".</param>
/// <param name="LeastPValue">The least p-value that samples of these sizes can give.</param>
/// <param name="MinimumDetectableEffect">
/// The least slowdown (0.05 is 5 %) that these data would have shown at the level given, had every launch of the
/// candidate been slower by it; infinite if no slowdown could have been.
/// </param>
/// <param name="WorstCase">The largest ratio that the test does not reject at an error of 2.5 % over all looks; infinite if it rejects none.</param>
public sealed record RatioTest(
    double Ratio, Interval Interval, double PSlower, double PSearch, double PFaster, double LeastPValue, double MinimumDetectableEffect,
    double WorstCase)
{
    /// <summary>One minus the confidence of <see cref="Interval"/>.</summary>
    public const double IntervalAlpha = 0.05;

    /// <summary>Compares launch summaries.</summary>
    /// <param name="candidate">One positive number for each launch.</param>
    /// <param name="baseline">One positive number for each launch.</param>
    /// <param name="minimumEffect">The least change that matters, as a share (0.05 is 5 %); not negative.</param>
    /// <param name="alpha">The level at which a single comparison would be called a regression.</param>
    /// <param name="design">The test.</param>
    /// <param name="share">The share of the error of "not worse" that this look may spend, in (0, 1].</param>
    public static RatioTest Compare(
        IReadOnlyList<double> candidate, IReadOnlyList<double> baseline, double minimumEffect, double alpha, TestDesign design, double share = 1)
    {
        var estimate = new RatioEstimate(candidate, baseline, design);
        var slower = design.For(candidate.Count, baseline.Count);
        var faster = design.For(baseline.Count, candidate.Count);
        var lower = estimate.Lower(alpha);
        double[] lessMinimum = [.. candidate.Select(value => value / (1 + minimumEffect))];
        double[] before = [.. baseline];
        return new RatioTest(
            estimate.Ratio,
            estimate.Interval(IntervalAlpha),
            slower.PValueGreater(lessMinimum, before),
            SearchTest.PValueGreater(lessMinimum, before),
            faster.PValueGreater([.. baseline.Select(value => value / (1 + minimumEffect))], [.. candidate]),
            slower.LeastPValue,
            lower == 0 ? double.PositiveInfinity : ((1 + minimumEffect) * estimate.Ratio / lower) - 1,
            estimate.Upper(share * IntervalAlpha / 2));
    }
}
