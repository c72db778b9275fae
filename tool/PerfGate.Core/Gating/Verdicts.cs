using PerfGate.Accepting;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Gating;

/// <summary>From numbers to a word.</summary>
internal static class Verdicts
{
    public static Verdict Of(Compared c, GatePolicy policy) => c switch
    {
        { Comparison.Baseline: null } => Verdict.Added,
        { Comparison.Candidate: null } => Verdict.Missing,
        { Comparison.Accepted: not null, IsJudged: true } =>
            AcceptedBound.VerdictOf(c, OfJudged(c, policy), policy.RuleFor(c.Comparison.Id, c.Comparison.Metric)),
        { IsJudged: true } => OfJudged(c, policy),
        _ => Verdict.Inconclusive,
    };

    private static Verdict OfJudged(Compared c, GatePolicy policy) => c switch
    {
        { Exact: { } exact } => OfExact(exact.Order, c.Comparison.Metric.Direction),
        _ => OfTest(c.Comparison, policy.Alpha),
    };

    /// <summary>The verdict of a metric that repeats.</summary>
    public static Verdict OfExact(ExactOrder order, MetricDirection direction) => order switch
    {
        ExactOrder.Same => Verdict.Unchanged,
        ExactOrder.Unclear => Verdict.Inconclusive,
        ExactOrder.Higher when direction == MetricDirection.LowerIsBetter => Verdict.Regressed,
        ExactOrder.Lower when direction == MetricDirection.HigherIsBetter => Verdict.Regressed,
        _ => Verdict.Improved,
    };

    private static Verdict OfTest(Comparison c, double alpha) =>
        c.AdjustedPValue <= alpha ? Verdict.Regressed
        : c.AdjustedPValueBetter <= alpha ? Verdict.Improved
        : IsShownNotWorse(c) ? Verdict.Unchanged
        : Verdict.Inconclusive;

    // Whether it is perhaps a little better does not matter to a gate: only that it is not worse must be shown.
    /// <summary>Whether a sampled metric is shown not to be worse by more than the minimum effect.</summary>
    public static bool IsShownNotWorse(Comparison c) => c.Metric.Direction == MetricDirection.LowerIsBetter
        ? c.Interval!.Value.Upper <= 1 + c.MinimumEffect
        : c.Interval!.Value.Lower >= 1 / (1 + c.MinimumEffect);
}
