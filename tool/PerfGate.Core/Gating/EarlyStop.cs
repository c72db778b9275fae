using System.Collections.Immutable;
using PerfGate.Results;

namespace PerfGate.Gating;

/// <summary>
/// When measuring on would not change what is said. It only ever stops short of a regression: one is called after all
/// launches of the plan, so looking early costs none of the error that is promised.
/// </summary>
public static class EarlyStop
{
    /// <summary>After how many launches of a plan to look; declared before the first. Empty for a plan too short for it.</summary>
    public static ImmutableArray<int> Looks(int launches) => launches < 5
        ? []
        : [.. new[] { (2 * launches + 4) / 5, (7 * launches + 9) / 10 }.Distinct().Where(look => look < launches)];

    /// <summary>
    /// Whether every comparison is shown not to be worse, or would need more launches than planned and does not lean
    /// towards worse.
    /// </summary>
    /// <param name="interim">What the launches so far say.</param>
    /// <param name="plannedLaunches">How many launches the plan has.</param>
    public static bool IsSettled(GateResult interim, int plannedLaunches) =>
        interim.Outcome is Outcome.Passed or Outcome.Inconclusive
        && interim.Environment.MatchesBaseline
        && interim.Judgements.All(j => IsSettled(j, plannedLaunches));

    private static bool IsSettled(Judgement judgement, int plannedLaunches) =>
        IsSettled(judgement.Comparison, judgement.Verdict, plannedLaunches)
        && (judgement.Anchor is not { } anchor || IsSettled(anchor.Comparison, anchor.Verdict, plannedLaunches));

    private static bool IsSettled(Comparison c, Verdict verdict, int plannedLaunches) => verdict switch
    {
        _ when c.Metric.Kind == MetricKind.Exact => true,
        Verdict.Regressed => false,
        // More launches may show that it is worse than what was accepted.
        Verdict.Accepted when Verdicts.IsShownNotWorse(c) => true,
        Verdict.Accepted or Verdict.Inconclusive => c.LaunchesToDecide > plannedLaunches && !LeansWorse(c),
        _ => true,
    };

    private static bool LeansWorse(Comparison c) => c.Metric.Direction == MetricDirection.LowerIsBetter
        ? c.Ratio > 1 + c.MinimumEffect
        : c.Ratio < 1 / (1 + c.MinimumEffect);
}
