using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PerfGate.MSBuild;

/// <summary>
/// A diagnostic of the tool, in MSBuild's canonical form: <c>file(line,column): error PG4001: text</c>. MSBuild's own
/// reading of that form has no help link, so a diagnostic is taken apart here; nothing else of the output is.
/// </summary>
internal sealed class CanonicalLine
{
    private static readonly Regex Form = new(
        @"^(?<file>.*?)(?:\((?<line>\d+),(?<column>\d+)\))?\s*: (?<category>error|warning|message) (?<code>PG\d{4}): (?<text>.*)$",
        RegexOptions.CultureInvariant);

    private CanonicalLine(string category, string code, string text)
    {
        Category = category;
        Code = code;
        Text = text;
    }

    private string Category { get; }

    private string Code { get; }

    private string Text { get; }

    private string File { get; set; } = "";

    private int Line { get; set; }

    private int Column { get; set; }

    /// <summary>Takes a line apart; null if it is not a diagnostic.</summary>
    public static CanonicalLine? TryParse(string text)
    {
        var match = Form.Match(text);
        return !match.Success ? null : new CanonicalLine(match.Groups["category"].Value, match.Groups["code"].Value, match.Groups["text"].Value)
        {
            File = match.Groups["file"].Value.Trim(),
            Line = Number(match.Groups["line"]),
            Column = Number(match.Groups["column"]),
        };
    }

    /// <summary>The error where the tool ended without one.</summary>
    public static CanonicalLine Unexplained(int exitCode) => new(
        "error", "PG1010",
        $"PerfGate ended with exit code {exitCode.ToString(CultureInfo.InvariantCulture)} and without a diagnostic. What it wrote is above, and in a binary log (-bl)");

    /// <summary>Says it in the build.</summary>
    /// <param name="log">The task's log.</param>
    /// <param name="project">The file to show where the tool names none.</param>
    /// <param name="helpPage">The page that explains the codes, or null.</param>
    public void Log(TaskLoggingHelper log, string project, string? helpPage)
    {
        var file = File.Length == 0 || File == "PerfGate" ? project : File;
        var help = string.IsNullOrEmpty(helpPage) ? null : $"{new Uri(helpPage).AbsoluteUri}#{Code.ToLowerInvariant()}";
        switch (Category)
        {
            case "error":
                log.LogError(null, Code, null, help, file, Line, Column, 0, 0, "{0}", Text);
                break;
            case "warning":
                log.LogWarning(null, Code, null, help, file, Line, Column, 0, 0, "{0}", Text);
                break;
            default:
                log.LogMessage(null, Code, null, file, Line, Column, 0, 0, MessageImportance.Normal, "{0}", Text);
                break;
        }
    }

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;
}
