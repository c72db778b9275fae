using PerfGate.Baselines;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Statistics;

namespace PerfGate.Gating.Comparing;

/// <summary>
/// What accepting changes of a judgement: red is only what ranks show to be worse than was accepted, with its part of the
/// build's error; what is worse than the baseline and not worse than that is accepted.
/// </summary>
internal static class AcceptedBound
{
    /// <summary>The acceptance that holds for a benchmark and metric today, or null; of several, the one that accepts most.</summary>
    public static Acceptance? For(BenchmarkId id, Metric metric, Baseline baseline, GatePolicy policy) => policy.Accepted
        .Where(a => a.Until >= policy.Today && a.Covers(id, metric.Name) && !IsAbsorbed(a, id, baseline))
        .MaxBy(a => a.UpTo);

    /// <summary>
    /// Whether the regression that was accepted is part of the baseline by now, so that accepting as much again would
    /// let it double.
    /// </summary>
    public static bool IsAbsorbed(Acceptance acceptance, BenchmarkId id, Baseline baseline) => baseline.Sessions
        .SelectMany(session => session.Provenance.Accepted)
        .Any(a => a.Id == id && (a.Metric, a.Reason, a.Until) == (acceptance.Metric, acceptance.Reason, acceptance.Until));

    /// <summary>The rule by which worse than accepted is red.</summary>
    public static MetricRule Widen(MetricRule rule, Acceptance? acceptance) => acceptance is null ? rule : rule with
    {
        MinimumEffect = Math.Max(rule.MinimumEffect ?? 0, acceptance.UpTo),
        Tolerance = Math.Max(rule.Tolerance, acceptance.UpTo),
    };

    /// <summary>The verdict of a comparison that an acceptance covers.</summary>
    /// <param name="c">The comparison.</param>
    /// <param name="againstBound">Its verdict by the widened rule.</param>
    /// <param name="own">The rule without the acceptance.</param>
    public static Verdict VerdictOf(Compared c, Verdict againstBound, MetricRule own) =>
        againstBound is Verdict.Regressed or Verdict.Improved ? againstBound
        : c.Exact is null ? OfInterval(c.Comparison, againstBound, own.MinimumEffect!.Value)
        : Verdicts.OfExact(c, ExactComparison.Compare(c.Candidate!, c.Baseline!, own.Tolerance, c.Comparison.Metric.Direction).Order) switch
        {
            Verdict.Regressed => Verdict.Accepted,
            var verdict => verdict,
        };

    private static Verdict OfInterval(Comparison c, Verdict againstBound, double minimumEffect)
    {
        var worsening = c.Metric.Direction == MetricDirection.LowerIsBetter
            ? c.Interval!.Value
            : new Interval(1 / c.Interval!.Value.Upper, 1 / c.Interval.Value.Lower);
        return worsening.Upper <= 1 + minimumEffect ? Verdict.Unchanged
            : againstBound == Verdict.Unchanged || worsening.Lower > 1 + minimumEffect ? Verdict.Accepted
            : againstBound == Verdict.Passed ? Verdict.Passed
            : Verdict.Inconclusive;
    }
}
