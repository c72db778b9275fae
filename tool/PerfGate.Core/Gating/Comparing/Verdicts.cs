using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Gating.Comparing;

/// <summary>From numbers to a word.</summary>
internal static class Verdicts
{
    public static Verdict Of(Compared c, GatePolicy policy) => c switch
    {
        { Baseline: null } => Verdict.Added,
        { Candidate: null } => Verdict.Missing,
        { Comparison.Accepted: not null, IsJudged: true } =>
            AcceptedBound.VerdictOf(c, OfJudged(c, policy), policy.RuleFor(c.Comparison.Id, c.Comparison.Metric)),
        { IsJudged: true } => OfJudged(c, policy),
        _ => Verdict.Inconclusive,
    };

    private static Verdict OfJudged(Compared c, GatePolicy policy) => c switch
    {
        { Exact: { } exact } => OfExact(c, exact.Order),
        _ => OfTest(c, policy),
    };

    /// <summary>The verdict of an exact metric.</summary>
    /// <param name="c">The comparison.</param>
    /// <param name="order">How its values lie to each other, by the tolerance that is asked about.</param>
    public static Verdict OfExact(Compared c, ExactOrder order) => order switch
    {
        ExactOrder.Same => Verdict.Unchanged,
        ExactOrder.Unclear => Verdict.Inconclusive,
        _ when !c.IsShown => Verdict.Inconclusive,
        _ => ExactMetrics.IsWorse(order, c.Comparison.Metric) ? Verdict.Regressed : Verdict.Improved,
    };

    private static Verdict OfTest(Compared compared, GatePolicy policy) => compared.Comparison is var c
        && (c.AdjustedPValue <= policy.Alpha || c.Coarse is { IsWorse: true }) ? Verdict.Regressed
        : c.Overhead is not null ? Verdict.Inconclusive
        : c.AdjustedPValueBetter <= policy.Alpha ? Verdict.Improved
        : IsShownNotWorse(c) ? Verdict.Unchanged
        : IsDismissed(compared) && IsFineEnough(compared, policy) ? Verdict.Passed
        : Verdict.Inconclusive;

    // A check searches everything, and measures suspects on until they are proved or dismissed.
    private static bool IsDismissed(Compared c) => (c.IsScreen || c.IsPaired)
        && c.Comparison.SearchPValue > SearchTest.SuspectAt && SearchTest.CanFind(c.Candidate!.Launches.Length, c.Baseline!.Launches.Length);

    // What was measured on is finer than what was searched.
    private static bool IsFineEnough(Compared c, GatePolicy policy) => policy.Resolution is not { } resolution || !c.IsScreen || c.Comparison.Detects <= resolution;

    // Whether it is perhaps a little better does not matter to a gate: only that it is not worse must be shown.
    /// <summary>Whether a sampled metric is shown not to be worse by more than the minimum effect.</summary>
    public static bool IsShownNotWorse(Comparison c) => c.WorstCase <= 1 + c.MinimumEffect;
}
