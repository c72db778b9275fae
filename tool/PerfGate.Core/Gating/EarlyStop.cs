using PerfGate.Results;

namespace PerfGate.Gating;

/// <summary>Which benchmarks more launches could still say something about.</summary>
public static class EarlyStop
{
    // Below these the rest of a plan hardly says more than that nothing can be said.
    private const double LeastChanceOfWorse = 0.01;
    private const double LeastChanceOfNotWorse = 0.5;

    /// <summary>
    /// The benchmarks to measure on. The others are decided, or the rest of the plan would hardly decide them: neither is it likely to
    /// show that they are not worse, nor at all likely to call them worse.
    /// </summary>
    /// <param name="interim">What the launches so far say.</param>
    /// <param name="suites">How many suites the build has: comparisons of the others will share the error, and there are as many of them in each, about.</param>
    public static IReadOnlySet<BenchmarkId> Undecided(GateResult interim, int suites = 1) => interim.Judgements
        .Where(j => interim.Outcome == Outcome.Failed || !interim.Environment.MatchesBaseline || IsUndecided(j, interim.Alpha / suites))
        .Select(j => j.Comparison.Id)
        .ToHashSet();

    private static bool IsUndecided(Judgement judgement, double alpha) =>
        IsUndecided(judgement.Comparison, judgement.Verdict, alpha)
        || (judgement.Anchor is { } anchor && IsUndecided(anchor.Comparison, anchor.Verdict, alpha));

    private static bool IsUndecided(Comparison c, Verdict verdict, double alpha) => verdict switch
    {
        // More launches only tell of an exact metric whether what seems worse was chance, or was seen once only.
        _ when c.Metric.Kind == MetricKind.Exact => c.IsSuspect && (verdict == Verdict.Inconclusive || c.Candidate!.Launches == 1),

        // More launches may show that it is worse than what was accepted.
        Verdict.Accepted => !Verdicts.IsShownNotWorse(c) && IsInReach(c),
        Verdict.Inconclusive => IsInReach(c),
        Verdict.Regressed => c.AdjustedPValue > alpha && c.Coarse is not { IsWorse: true },
        _ => false,
    };

    private static bool IsInReach(Comparison c) =>
        c.Outlook is not { ChanceOfWorse: < LeastChanceOfWorse } outlook || (outlook.ChanceOfNotWorse >= LeastChanceOfNotWorse && c.Overhead is null);
}
