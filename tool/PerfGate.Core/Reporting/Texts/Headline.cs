using System.Globalization;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;

namespace PerfGate.Reporting.Texts;

/// <summary>The sentence that every report for people ends or begins with.</summary>
public static class Headline
{
    /// <summary>The outcome in one word, in capitals.</summary>
    public static string Word(GateResult result) => result.Outcome switch
    {
        Outcome.Passed => "PASSED",
        Outcome.Regressed => "REGRESSED",
        Outcome.Inconclusive => "INCONCLUSIVE",
        Outcome.Skipped => "SKIPPED",
        _ => "FAILED",
    };

    /// <summary>What the outcome rests on, counted in benchmarks: <c>40 benchmarks: 1 regressed, 2 improved</c>.</summary>
    public static string Counts(GateResult result)
    {
        var found = CountsOf(result).Where(kind => kind.Count > 0).Select(kind => $"{kind.Count} {kind.Word}");
        var benchmarks = result.Judgements.Select(j => j.Comparison.Id).Distinct().Count();
        return string.Join(": ", new[] { Format.Count(benchmarks, "benchmark"), string.Join(", ", [.. found, .. result.Outcome == Outcome.Passed ? ["none got worse"] : Array.Empty<string>()]) }
            .Where(part => part.Length > 0));
    }

    /// <summary>How many benchmarks there are of each kind that people ask for, none among them; one may be of several.</summary>
    public static IReadOnlyList<(string Word, int Count)> CountsOf(GateResult result) =>
    [
        .. new (string Word, Func<Judgement, bool> Is)[]
        {
            ("failed", j => j.Verdict == Verdict.Failed),
            ("missing", j => j.Verdict == Verdict.Missing),
            ("regressed", j => j.Verdict == Verdict.Regressed),
            ("crept", j => j.HasCrept),
            ("suspect", IsSuspect),
            ("not judged", IsNotJudged),
            ("not gated", IsNotGated),
            ("undecided", j => j.IsUndecided && !IsSuspect(j) && !IsNotJudged(j)),
            ("accepted", j => j.Verdict == Verdict.Accepted),
            ("improved", j => j.Verdict == Verdict.Improved),
            ("new", j => j.Verdict == Verdict.Added),
        }.Select(kind => (kind.Word, result.Judgements.Where(kind.Is).Select(j => j.Comparison.Id).Distinct().Count())),
    ];

    /// <summary>
    /// A verdict for a table: <c>unchanged</c>, <c>unchanged, crept</c>, <c>suspect</c> for what is inconclusive and seems worse, or <c>not judged</c> for what is only shown.
    /// </summary>
    public static string Word(Judgement judgement) =>
        (IsSuspect(judgement) ? "suspect" : IsNotJudged(judgement) ? "not judged" : judgement.Verdict.ToString().ToLowerInvariant()) + (judgement.HasCrept ? ", crept" : "");

    /// <summary>Whether a judgement is worth a look where not all are shown.</summary>
    public static bool IsWorthALook(Judgement judgement) =>
        judgement.HasCrept || IsSuspect(judgement) || judgement.Comparison.IsOnlyShown || judgement.Verdict is not (Verdict.Unchanged or Verdict.Passed or Verdict.Inconclusive);

    /// <summary>Whether a judgement is only shown, and not judged.</summary>
    public static bool IsNotJudged(Judgement judgement) => judgement is { Verdict: Verdict.Inconclusive, Comparison.IsOnlyShown: true };

    /// <summary>Judgements in the order in which people want them: what is worse, what failed, what seems worse, what is better, the rest; the worst first, then by name.</summary>
    public static IEnumerable<Judgement> InOrder(IEnumerable<Judgement> judgements) => judgements
        .OrderBy(RankOf)
        .ThenByDescending(j => j.Verdict == Verdict.Regressed || IsSuspect(j) || IsNotJudged(j) ? j.Comparison.Worsening : 0);

    /// <summary>What the outcome means, where the word alone could mislead.</summary>
    public static string? Meaning(GateResult result) => result switch
    {
        { Outcome: Outcome.Inconclusive, Environment.MatchesBaseline: false } =>
            "Nothing that carries over from the other environment got worse; times were not judged.",
        { Outcome: Outcome.Inconclusive } => "No regression was found, but not everything could be decided.",
        { Outcome: Outcome.Passed } when Detected(result) is { Length: > 0 } detected =>
            $"About four times out of five, this check would have caught a slowdown of {Format.Percent(detected[detected.Length / 2])} in half of the benchmarks, of {Format.Percent(detected[detected.Length * 9 / 10])} in nine of ten.",
        { Outcome: Outcome.Skipped } => "No suite is built from what changed, so nothing was measured.",
        { Outcome: Outcome.Failed } => "Something did not run or cannot be read, so nothing is called green.",
        _ => null,
    };

    /// <summary>What measuring took: <c>420 of 1400 planned (70 % saved)</c>; null where it was measured before, or no time was.</summary>
    public static string? Launches(GateResult result) => result.Launches is not { Planned: > 0 } l ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{l.Spent} of {l.Planned} planned{(l.Spent < l.Planned ? $" ({100 * (1 - (l.Spent / (double)l.Planned)):0} % saved)" : "")}{(l.ToConfirm > 0 ? $", and {l.ToConfirm} to confirm" : "")}");

    private static double[] Detected(GateResult result) =>
        [.. result.Judgements.Where(j => j is { Verdict: Verdict.Passed or Verdict.Unchanged, Comparison.Metric.Kind: MetricKind.Sampled }).Select(j => j.Comparison.Detects).OfType<double>().Order()];

    // What is on one side alone is missing or new, whether it is gated or not.
    private static bool IsNotGated(Judgement judgement) => judgement.Comparison is { IsGated: false, Baseline: not null, Candidate: not null };

    private static bool IsSuspect(Judgement judgement) => judgement is { Verdict: Verdict.Inconclusive, Comparison.IsSuspect: true };

    private static int RankOf(Judgement judgement) => judgement switch
    {
        { Verdict: Verdict.Regressed } => 0,
        { HasCrept: true } or { Verdict: Verdict.Failed or Verdict.Missing } => 1,
        _ when IsSuspect(judgement) => 2,
        { Verdict: Verdict.Improved } => 3,
        _ when IsNotJudged(judgement) => 4,
        _ => 5,
    };
}
