using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Statistics;

namespace PerfGate.Gating.Comparing;

/// <summary>Whether most benchmarks of a build became slower by about the same factor: a change of code seldom does that, another machine does.</summary>
internal static class CommonShift
{
    private const int FewestBenchmarks = 5;
    private const double Most = 2.0 / 3;

    // How far from the common factor a benchmark may lie, as a share of it on the log scale; noise alone moves a benchmark by a few percent.
    private const double Width = 0.25;
    private const double LeastWidth = 0.05;

    /// <summary>The warning, if there is reason for one.</summary>
    /// <param name="judgements">What was judged against a baseline that was measured at another time.</param>
    /// <param name="minimumEffect">The least slowdown that matters, as a share.</param>
    public static IEnumerable<Diagnostic> Of(IEnumerable<Judgement> judgements, double minimumEffect)
    {
        double[] ratios = [.. judgements.Select(j => j.Comparison)
            .Where(c => c.Metric == Metric.Time && c.PValue is not null && c.Ratio is > 0)
            .Select(c => c.Ratio!.Value)];
        if (ratios.Length < FewestBenchmarks)
        {
            yield break;
        }

        var common = LaunchSummary.Median(ratios);
        var width = Math.Max(LeastWidth, Width * Math.Log(common));
        var alike = ratios.Count(ratio => Math.Abs(Math.Log(ratio / common)) <= width);
        if (common > 1 + minimumEffect && alike > Most * ratios.Length)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG4016,
                $"{alike} of {ratios.Length} benchmarks are slower by about the same factor, {Format.Ratio(common)}: the machine, the runtime or the harness is a likelier cause than the code",
                null,
                "To tell, measure the baseline's commit again here: `dotnet perfgate check --against COMMIT`; if it is as slow now, the code is not the cause");
        }
    }
}
