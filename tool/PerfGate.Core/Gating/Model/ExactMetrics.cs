using PerfGate.Model;
using PerfGate.Statistics;

namespace PerfGate.Gating.Model;

/// <summary>
/// What a difference of an exact metric is worth. Where the launches of each side agree, it is the code's. Where they do not, such as
/// what asynchronous code allocates, a range that was seen says little of the launch that comes next, and sides may lie apart by chance. Where all but a
/// few agree, the few may have counted what is not the code's own, and what repeats is compared.
/// </summary>
internal static class ExactMetrics
{
    /// <summary>The warning of what is worse, was seen once on each side, and is no more than unchanged code may differ by.</summary>
    public const string SeenOnce = "seen once on each side, and unchanged code may differ by as much from one run to the next";

    /// <summary>
    /// From which factor on a rise is red though each side was seen once. Counts of unchanged code were seen to differ by 8 to 16 % from run to run (Scriban, of
    /// whose unchanged pairs 13 of 50 had a rise); further apart only once, 6 times, under the server's garbage collector. What is twice as much is sooner the code's.
    /// </summary>
    public const double FarOfOne = 2;

    /// <summary>Whether it is judged, and its launches do not agree.</summary>
    public static bool Varies(Compared c) => c.Exact is { Varies: true };

    /// <summary>Whether a candidate that lies so is worse.</summary>
    public static bool IsWorse(ExactOrder order, Metric metric) =>
        order == (metric.Direction == MetricDirection.LowerIsBetter ? ExactOrder.Higher : ExactOrder.Lower);

    /// <summary>
    /// Says whether the launches show the difference, and whether it is to be measured again: what varies, and what has a side of
    /// one launch, was not seen to repeat.
    /// </summary>
    /// <param name="c">The comparison, with <see cref="Compared.Exact"/>.</param>
    /// <param name="alpha">The part of the error that this comparison may spend.</param>
    public static Compared Correct(Compared c, double alpha)
    {
        var (ours, theirs) = (c.Candidate!.Launches.Length, c.Baseline!.Launches.Length);
        var isWorse = IsWorse(c.Exact!.Order, c.Comparison.Metric);
        var isSeenOnce = isWorse && !c.IsScreen && IsSmallOfOne(c.Exact);
        var isShown = !isSeenOnce && (!c.Exact.Varies || c.Exact.IsFarApart || c.Exact.ChanceOfApart(c.IsPaired) <= alpha * c.Share);
        var isApart = c.Exact.Order is ExactOrder.Higher or ExactOrder.Lower;
        var comparison = c.Comparison with
        {
            IsSuspect = isWorse && (c.Exact.Varies || Math.Min(ours, theirs) == 1),
        };
        return c with
        {
            IsShown = isShown,
            Comparison = isSeenOnce ? comparison.WithWarning(SeenOnce)
                : isApart && !isShown ? comparison.WithWarning("too few launches to tell a change from chance") : comparison,
        };
    }

    // From nothing to something is infinitely far.
    private static bool IsSmallOfOne(ExactComparison exact)
    {
        var (one, other) = (exact.Candidate.Value.Upper, exact.Baseline.Value.Upper);
        return exact is { Candidate.Launches: 1, Baseline.Launches: 1 } && Math.Min(one, other) > 0 && Math.Max(one, other) < FarOfOne * Math.Min(one, other);
    }

    /// <summary>Doubts about the launches of both sides.</summary>
    public static IEnumerable<string> Warnings(ExactComparison exact) =>
        new[] { (Who: "now", Side: exact.Candidate), (Who: "baseline", Side: exact.Baseline) } is var sides && sides.Any(s => !s.Side.Repeats)
            ? ["varies from launch to launch"]
            : sides.Where(s => s.Side.Apart > 0).Select(s => $"{s.Who}: {s.Side.Apart} of {s.Side.Launches} launches are worse than the rest, and what repeats is compared");
}
