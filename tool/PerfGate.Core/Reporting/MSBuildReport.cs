using System.Globalization;
using System.Text;
using PerfGate.Gating.Model;
using PerfGate.Reporting.Json;
using PerfGate.Reporting.Texts;

namespace PerfGate.Reporting;

/// <summary>The result as MSBuild reads it by itself: a project with an item for each verdict. The words are those of the JSON result.</summary>
public static class MSBuildReport
{
    /// <summary>
    /// Renders a project whose target <c>PerfGateVerdicts</c> returns an item for each benchmark and metric, and whose
    /// target <c>PerfGateOutcome</c> returns the outcome. The text ends with a line feed.
    /// </summary>
    public static string Render(GateResult result)
    {
        var text = new StringBuilder("<Project>\n  <ItemGroup>\n");
        text.Append(CultureInfo.InvariantCulture, $"    <PerfGateOutcome Include=\"{Words.Of(result.Outcome)}\" />\n");
        foreach (var (comparison, verdict) in result.Judgements)
        {
            text.Append(CultureInfo.InvariantCulture, $"    <PerfGateVerdict Include=\"{MSBuildText.Escape(comparison.Id.ToString())}\"");
            foreach (var (name, value) in Metadata(comparison, verdict))
            {
                text.Append(CultureInfo.InvariantCulture, $" {name}=\"{MSBuildText.Escape(value)}\"");
            }

            text.Append(" />\n");
        }

        return text.Append(
            """
              </ItemGroup>
              <Target Name="PerfGateVerdicts" Returns="@(PerfGateVerdict)" />
              <Target Name="PerfGateOutcome" Returns="@(PerfGateOutcome)" />
            </Project>

            """).ToString();
    }

    private static IEnumerable<(string Name, string Value)> Metadata(Comparison c, Verdict verdict) =>
    [
        ("Metric", c.Metric.Name),
        ("Unit", c.Metric.Unit),
        ("Verdict", Words.Of(verdict)),
        ("Ratio", Number(c.Ratio)),
        ("RatioLower", c.Interval is { Lower: > 0 and var lower } ? Number(lower) : ""),
        ("RatioUpper", c.Interval is { Upper: var upper } && double.IsFinite(upper) ? Number(upper) : ""),
        ("PValue", Number(c.AdjustedPValue)),
        ("MinimumEffect", Number(c.MinimumEffect)),
        ("MinimumDetectableEffect", Number(c.MinimumDetectableEffect)),
        ("Detects", Number(c.Detects)),
        ("Baseline", Number(c.Baseline?.Value)),
        ("Candidate", Number(c.Candidate?.Value)),
        ("Warnings", string.Join("; ", c.Warnings)),
    ];

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
