using PerfGate.Results;

namespace PerfGate.Gating;

/// <summary>Which benchmarks more launches could still say something about.</summary>
public static class EarlyStop
{
    // Below these the rest of a plan hardly says more than that nothing can be said.
    private const double LeastChanceOfWorse = 0.02;
    private const double LeastChanceOfNotWorse = 0.5;

    /// <summary>
    /// The benchmarks to measure on. The others are decided, or the rest of the plan would hardly decide them: neither is it likely to
    /// show that they are not worse, nor at all likely to call them worse.
    /// </summary>
    /// <param name="interim">What the launches so far say.</param>
    public static IReadOnlySet<BenchmarkId> Undecided(GateResult interim) => interim.Judgements
        .Where(j => interim.Outcome == Outcome.Failed || !interim.Environment.MatchesBaseline || IsUndecided(j))
        .Select(j => j.Comparison.Id)
        .ToHashSet();

    private static bool IsUndecided(Judgement judgement) =>
        IsUndecided(judgement.Comparison, judgement.Verdict)
        || (judgement.Anchor is { } anchor && IsUndecided(anchor.Comparison, anchor.Verdict));

    private static bool IsUndecided(Comparison c, Verdict verdict) => verdict switch
    {
        // More launches only tell of an exact metric whether what seems worse was chance.
        _ when c.Metric.Kind == MetricKind.Exact => verdict == Verdict.Inconclusive && c.IsSuspect,

        // More launches may show that it is worse than what was accepted.
        Verdict.Accepted => !Verdicts.IsShownNotWorse(c) && IsInReach(c),
        Verdict.Inconclusive => IsInReach(c),
        _ => false,
    };

    private static bool IsInReach(Comparison c) =>
        c.Outlook is not { ChanceOfWorse: < LeastChanceOfWorse, ChanceOfNotWorse: < LeastChanceOfNotWorse };
}
