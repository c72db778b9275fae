using PerfGate.Results;

namespace PerfGate.Gating;

/// <summary>Which benchmarks more launches could still say something about.</summary>
public static class EarlyStop
{
    /// <summary>
    /// The benchmarks to measure on. The others are decided, or would need more launches than there will be and do not
    /// lean towards worse.
    /// </summary>
    /// <param name="interim">What the launches so far say.</param>
    /// <param name="plannedLaunches">How many launches there will be at most.</param>
    public static IReadOnlySet<BenchmarkId> Undecided(GateResult interim, int plannedLaunches) => interim.Judgements
        .Where(j => interim.Outcome == Outcome.Failed || !interim.Environment.MatchesBaseline || IsUndecided(j, plannedLaunches))
        .Select(j => j.Comparison.Id)
        .ToHashSet();

    private static bool IsUndecided(Judgement judgement, int plannedLaunches) =>
        judgement is { Verdict: Verdict.Inconclusive, Comparison: { Metric.Kind: MetricKind.Sampled } c }
        && (c.LaunchesToDecide <= plannedLaunches || LeansWorse(c));

    private static bool LeansWorse(Comparison c) => c.Metric.Direction == MetricDirection.LowerIsBetter
        ? c.Ratio > 1 + c.MinimumEffect
        : c.Ratio < 1 / (1 + c.MinimumEffect);
}
