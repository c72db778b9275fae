using PerfGate.Results;

namespace PerfGate.Gating;

/// <summary>Which benchmarks more launches could still say something about.</summary>
public static class EarlyStop
{
    // Where some launches are slow, fewer say nothing of what more would show.
    private const int FewestToGiveUp = 8;

    // It is a rough guess how many would decide.
    private const int Roughness = 2;

    /// <summary>
    /// The benchmarks to measure on. The others are decided, or would need far more launches than there will be and do not
    /// lean towards worse.
    /// </summary>
    /// <param name="interim">What the launches so far say.</param>
    /// <param name="plannedLaunches">How many launches there will be at most.</param>
    public static IReadOnlySet<BenchmarkId> Undecided(GateResult interim, int plannedLaunches) => interim.Judgements
        .Where(j => interim.Outcome == Outcome.Failed || !interim.Environment.MatchesBaseline || IsUndecided(j, plannedLaunches))
        .Select(j => j.Comparison.Id)
        .ToHashSet();

    private static bool IsUndecided(Judgement judgement, int plannedLaunches) =>
        IsUndecided(judgement.Comparison, judgement.Verdict, plannedLaunches)
        || (judgement.Anchor is { } anchor && IsUndecided(anchor.Comparison, anchor.Verdict, plannedLaunches));

    private static bool IsUndecided(Comparison c, Verdict verdict, int plannedLaunches) => c.Metric.Kind == MetricKind.Sampled && verdict switch
    {
        // More launches may show that it is worse than what was accepted.
        Verdict.Accepted => !Verdicts.IsShownNotWorse(c) && IsInReach(c, plannedLaunches),
        Verdict.Inconclusive => IsInReach(c, plannedLaunches),
        _ => false,
    };

    private static bool IsInReach(Comparison c, int plannedLaunches) =>
        c.Candidate!.Launches < FewestToGiveUp || c.LaunchesToDecide <= Roughness * plannedLaunches || LeansWorse(c);

    private static bool LeansWorse(Comparison c) => c.Metric.Direction == MetricDirection.LowerIsBetter
        ? c.Ratio > 1 + c.MinimumEffect
        : c.Ratio < 1 / (1 + c.MinimumEffect);
}
