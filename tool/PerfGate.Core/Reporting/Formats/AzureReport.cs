using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PerfGate.Gating.Model;
using PerfGate.Reporting.Json;

namespace PerfGate.Reporting.Formats;

/// <summary>The result as logging commands of Azure Pipelines. The result of the step is left to the exit code.</summary>
public static partial class AzureReport
{
    /// <summary>Renders the errors and warnings as issues, at most ten of each; no line where there are none.</summary>
    public static string Render(GateResult result)
    {
        var text = new StringBuilder();
        foreach (var annotation in Annotations.Of(result))
        {
            var code = annotation.Code is { } c ? $"code={Escape(c)};" : "";
            text.Append(CultureInfo.InvariantCulture, $"##vso[task.logissue type={Words.Of(annotation.Severity)};{code}]{Escape(annotation.Text)}\n");
        }

        return text.ToString();
    }

    /// <summary>The command that shows a Markdown file on the page of the run; it ends with a line feed.</summary>
    public static string UploadSummary(string path) => $"##vso[task.uploadsummary]{Escape(path)}\n";

    // Newer agents read %AZP25 as %; older ones show it. So a percent sign is escaped only where it would begin another escape.
    private static string Escape(string text) => Escapes().Replace(text, "%AZP25")
        .Replace(";", "%3B", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);

    [GeneratedRegex("%(?=3B|0D|0A|5D|AZP25)", RegexOptions.IgnoreCase)]
    private static partial Regex Escapes();
}
