using PerfGate.Results;

namespace PerfGate.Statistics;

/// <summary>How two samples of a metric that repeats exactly lie to each other.</summary>
public enum ExactOrder
{
    /// <summary>They may be the same value.</summary>
    Same,

    /// <summary>Every value of the candidate that is possible is higher, by more than the tolerance.</summary>
    Higher,

    /// <summary>Every value of the candidate that is possible is lower, by more than the tolerance.</summary>
    Lower,

    /// <summary>The values vary between launches and overlap: they do not repeat exactly.</summary>
    Unclear,
}

/// <summary>
/// Compares metrics that repeat exactly. Each launch says that the true value lies within [value - resolution, value].
/// Where the launches of a side agree on a common interval, that is the value; where they do not, the metric varies,
/// and the side is the whole range it was seen in.
/// </summary>
public sealed record ExactComparison(ExactOrder Order, Interval Baseline, Interval Candidate, bool Varies)
{
    /// <summary>Compares two samples.</summary>
    /// <param name="candidate">One value for each launch (further iterations count like launches).</param>
    /// <param name="baseline">The same.</param>
    /// <param name="tolerance">By how much the value may rise, as a share of the baseline's; 0 for not at all.</param>
    public static ExactComparison Compare(Sample candidate, Sample baseline, double tolerance)
    {
        var (theirs, theirsVaries) = Possible(baseline);
        var (ours, oursVaries) = Possible(candidate);
        var varies = theirsVaries || oursVaries;
        var order = ours.Lower > Risen(theirs.Upper, tolerance) ? ExactOrder.Higher
            : ours.Upper < theirs.Lower / (1 + tolerance) ? ExactOrder.Lower
            : varies && !WithinTolerance(ours, theirs, tolerance) ? ExactOrder.Unclear
            : ExactOrder.Same;
        return new ExactComparison(order, theirs, ours, varies);
    }

    /// <summary>
    /// The probability that launches of one and the same code lie apart like this, all of the candidate's on the same side of all of the
    /// baseline's: of all ways to say which launches are whose, one does. In (0, 0.5].
    /// </summary>
    /// <param name="candidate">How many launches the candidate has; at least 1.</param>
    /// <param name="baseline">How many the baseline has; at least 1. As many as the candidate if they are paired.</param>
    /// <param name="isPaired">Whether only the two launches of a round can be swapped.</param>
    public static double ChanceOfApart(int candidate, int baseline, bool isPaired) => isPaired
        ? Math.Pow(0.5, candidate)
        : Enumerable.Range(1, candidate).Aggregate(1.0, (chance, i) => chance * i / (baseline + i));

    private static (Interval Interval, bool Varies) Possible(Sample sample)
    {
        var seen = sample.Launches
            .SelectMany(launch => launch.Iterations.Select(value => (Lower: value - launch.Resolution, Upper: value)))
            .ToList();
        var common = new Interval(seen.Max(i => i.Lower), seen.Min(i => i.Upper));
        return common.Lower <= common.Upper
            ? (common, false)
            : (new Interval(seen.Min(i => i.Lower), seen.Max(i => i.Upper)), true);
    }

    private static bool WithinTolerance(Interval candidate, Interval baseline, double tolerance) =>
        candidate.Upper <= Risen(baseline.Lower, tolerance);

    // 100 * 1.15 is less than 115 in binary.
    private static double Risen(double value, double tolerance) => tolerance == 0 ? value : value * (1 + tolerance) * (1 + 1e-12);
}
