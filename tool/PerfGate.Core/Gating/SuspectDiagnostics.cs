using PerfGate.Diagnostics;
using PerfGate.Reporting;

namespace PerfGate.Gating;

/// <summary>What is said of benchmarks that seem worse, and have too few launches to be red.</summary>
internal static class SuspectDiagnostics
{
    /// <summary>One diagnostic for all of them, the worst first.</summary>
    public static IEnumerable<Diagnostic> Of(IEnumerable<Judgement> judgements)
    {
        var suspects = judgements.Where(j => j is { Verdict: Verdict.Inconclusive, Comparison: { IsSuspect: true, Coarse: { } coarse } } && coarse.SeemsWorse(j.Comparison.MinimumEffect))
            .Select(j => j.Comparison).OrderByDescending(c => c.Worsening).ToList();
        if (suspects.Count > 0)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG4014,
                $"{Format.Count(suspects.Count, "benchmark")} suspect: slower than the baseline, by too few launches to be sure",
                Format.Some([.. suspects.Select(c => $"'{c.Id}' {Format.Ratio(c.Ratio)} times, red beyond {Format.Ratio(c.Coarse!.Bound)}")]),
                "Measure both sides with `--launchCount 8`, and compare again; `dotnet perfgate check` measures suspects again by itself");
        }
    }
}
