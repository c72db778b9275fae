using System.Collections.Frozen;
using PerfGate.Gating.Model;
using PerfGate.Reporting.Formats;
using PerfGate.Reporting.Html;
using PerfGate.Reporting.Json;

namespace PerfGate.Reporting;

/// <summary>The formats of a result that are a text of its own: each has one function, from the result to that text, which is empty or ends with a line feed.</summary>
public static class ReportFormats
{
    /// <summary>The function of each format, by its name on the command line.</summary>
    public static FrozenDictionary<string, Func<GateResult, string>> All { get; } = new Dictionary<string, Func<GateResult, string>>
    {
        ["azure"] = AzureReport.Render,
        ["github"] = GitHubReport.Render,
        ["html"] = HtmlReport.Render,
        ["json"] = JsonReport.Render,
        ["junit"] = JUnitReport.Render,
        ["markdown"] = MarkdownReport.Render,
        ["msbuild"] = MSBuildReport.Render,
        ["openmetrics"] = OpenMetricsReport.Render,
        ["sarif"] = SarifReport.Render,
        ["teamcity"] = TeamCityReport.Render,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
