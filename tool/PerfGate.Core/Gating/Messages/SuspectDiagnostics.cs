using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;

namespace PerfGate.Gating.Messages;

/// <summary>What is said of benchmarks that seem worse, and have too few launches to be red.</summary>
internal static class SuspectDiagnostics
{
    /// <summary>One diagnostic for all times, and one for all exact metrics; the worst first.</summary>
    public static IEnumerable<Diagnostic> Of(IReadOnlyCollection<Judgement> judgements)
    {
        List<Comparison> suspects = [.. judgements.Where(j => j is { Verdict: Verdict.Inconclusive, Comparison.IsSuspect: true })
            .Select(j => j.Comparison).OrderByDescending(c => c.Worsening)];
        var slower = suspects.Where(c => c.Coarse is { } coarse && coarse.SeemsWorse(c.MinimumEffect)).ToList();
        if (slower.Count > 0)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG4014,
                $"{Format.Count(slower.Count, "benchmark")} suspect: slower than the baseline, by too few launches to be sure",
                Format.Some([.. slower.Select(c => $"'{c.Id}' {Format.Ratio(c.Ratio)} times, red {(c.Metric.Direction == MetricDirection.LowerIsBetter ? $"beyond {Format.Ratio(c.Coarse!.Bound)}" : $"below {Format.Ratio(1 / c.Coarse!.Bound)}")}")]),
                "Measure both sides with `--launchCount 8`, and compare again; `dotnet perfgate check` measures suspects again by itself");
        }

        List<(Comparison Comparison, string Than)> risen =
        [
            .. suspects.Select(c => (Comparison: c, Than: "the baseline"))
                .Concat(judgements.Select(j => j.Anchor).OfType<AgainstAnchor>().Where(a => a.Verdict == Verdict.Inconclusive).Select(a => (a.Comparison, Than: $"the anchor '{a.Name}'")))
                .Where(seen => seen.Comparison.Warnings.Contains(ExactMetrics.SeenOnce)).OrderByDescending(seen => seen.Comparison.Worsening),
        ];
        if (risen.Count > 0)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG4014,
                $"{Format.Count(risen.Count, "rise")} suspect: worse than {string.Join(" or ", risen.Select(seen => seen.Than).Distinct())}, but seen once on each side",
                Format.Some([.. risen.Select(seen => $"'{seen.Comparison.Id}': {seen.Comparison.Metric.Name} {Format.Ratio(seen.Comparison.Ratio)} times that of {seen.Than}")])
                + $"; red from a factor of {Format.Ratio(ExactMetrics.FarOfOne)} on",
                "Run each side three times, each into a folder below one of that side (`--artifacts base/1`, `base/2`, `base/3`), and compare the two folders: `--launchCount` counts allocation only once. "
                + "`dotnet perfgate check` measures suspects again by itself");
        }
    }
}
