using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Statistics;

namespace PerfGate.Gating;

/// <summary>Which benchmarks a look measures on: those that are neither proved to be worse nor dismissed.</summary>
public static class EarlyStop
{
    /// <summary>The benchmarks to measure on.</summary>
    /// <param name="interim">What the launches so far say.</param>
    /// <param name="looks">The plan's looks.</param>
    /// <param name="policy">How they were judged.</param>
    /// <param name="suites">How many suites the build has: comparisons of the others will share the error, and there are as many of them in each, about.</param>
    public static IReadOnlySet<BenchmarkId> Undecided(GateResult interim, Looks looks, GatePolicy policy, int suites = 1) => interim.Judgements
        .Where(j => interim.Outcome == Outcome.Failed || !interim.Environment.MatchesBaseline || IsUndecided(j, looks, interim.Alpha / suites))
        .SelectMany(j => j.MeasuredBy(policy))
        .ToHashSet();

    private static bool IsUndecided(Judgement judgement, Looks looks, double alpha) =>
        IsUndecided(judgement.Comparison, judgement.Verdict, looks, alpha)
        || (judgement.Anchor is { } anchor && IsUndecided(anchor.Comparison, anchor.Verdict, looks, alpha));

    private static bool IsUndecided(Comparison c, Verdict verdict, Looks looks, double alpha) => verdict switch
    {
        // More launches only tell of an exact metric whether what seems worse was chance, or was seen once only.
        _ when c.Metric.Kind == MetricKind.Exact => c.IsSuspect && (verdict == Verdict.Inconclusive || c.Candidate!.Launches == 1),
        Verdict.Regressed => c.AdjustedPValue > alpha && c.Coarse is not { IsWorse: true },
        _ => c is { SearchPValue: { } p, Candidate.Launches: var launches } && looks.DismissedAbove(launches) is { } level && p <= level,
    };
}
