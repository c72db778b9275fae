using System.Globalization;
using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Reporting.Json;
using PerfGate.Reporting.Texts;

namespace PerfGate.Reporting.Formats;

/// <summary>The result for a step of GitHub Actions: annotations as its commands, and the step's outputs.</summary>
public static class GitHubReport
{
    /// <summary>Renders the errors and warnings as commands, at most ten of each; no line where there are none.</summary>
    public static string Render(GateResult result)
    {
        var text = new StringBuilder();
        foreach (var annotation in Annotations.Of(result))
        {
            var title = annotation.Code is { } code ? $"PerfGate {code}" : "PerfGate";
            text.Append(CultureInfo.InvariantCulture, $"::{Words.Of(annotation.Severity)} title={EscapeProperty(title)}::{Escape(annotation.Text)}\n");
        }

        return text.ToString();
    }

    /// <summary>Renders the step's outputs: lines of a name and a word or number, in which no text from elsewhere stands. The text ends with a line feed.</summary>
    /// <param name="result">The result.</param>
    /// <param name="exitCode">What the process returns.</param>
    public static string Outputs(GateResult result, ExitCode exitCode)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"outcome={Words.Of(result.Outcome)}\nexit-code={(int)exitCode}\n");
        foreach (var (word, count) in Headline.CountsOf(result))
        {
            text.Append(CultureInfo.InvariantCulture, $"{word.Replace(' ', '-')}={count}\n");
        }

        return text.ToString();
    }

    private static string Escape(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string EscapeProperty(string text) =>
        Escape(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
