using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PerfGate.Formatting;

/// <summary>
/// Texts that come from elsewhere, such as names, branches, commits and what a machine says of itself, as text that is only read: no sign of it moves a cursor, turns
/// the direction of writing, begins a line or a CI system's command.
/// </summary>
public static partial class PlainText
{
    /// <summary>The longest text that a report for people shows of one.</summary>
    public const int Longest = 1000;

    private static readonly string[] Commands = ["##[", "##vso[", "##teamcity["];

    /// <summary>
    /// The text on one line: line breaks and tabs are spaces; controls (escape sequences among them), marks of direction and what has no width are removed; what a CI system would
    /// take for a command is taken apart by a space; what is longer than <see cref="Longest"/> ends in an ellipsis.
    /// </summary>
    public static string OneLine(string text)
    {
        var cleaned = new StringBuilder(Math.Min(text.Length, Longest + 1));
        foreach (var rune in WithoutEscapes(text).EnumerateRunes())
        {
            if (cleaned.Length >= Longest)
            {
                cleaned.Append('…');
                break;
            }

            _ = rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029 or 0x85 ? cleaned.Append(' ')
                : Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned ? cleaned
                : cleaned.Append(rune.ToString());
        }

        return WithoutCommands(cleaned.ToString());
    }

    /// <summary>The text's lines, each as <see cref="OneLine"/> has it, without empty ones.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').Select(line => OneLine(line).TrimEnd()).Where(line => line.Length > 0);

    /// <summary>The end of a text that is longer than a width, after an ellipsis: what tells names apart stands at their end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The most characters, at least 2.</param>
    public static string FromTheLeft(string text, int width) => text.Length <= width ? text
        : $"…{text[^(char.IsLowSurrogate(text[^(width - 1)]) ? width - 2 : width - 1)..]}";

    // GitHub takes "::" at the start of a line for a command, and the older form anywhere; Azure Pipelines and TeamCity theirs anywhere.
    private static string WithoutCommands(string text)
    {
        foreach (var command in Commands)
        {
            text = text.Replace(command, $"# {command[1..]}", StringComparison.OrdinalIgnoreCase);
        }

        return text.TrimStart().StartsWith("::", StringComparison.Ordinal) ? text.Replace("::", ": :", StringComparison.Ordinal) : text;
    }

    // The introducer alone is a control; its parameters are not.
    private static string WithoutEscapes(string text) =>
        !text.Contains('\u001b', StringComparison.Ordinal) && !text.Contains('\u009b', StringComparison.Ordinal) ? text
        : EscapeSequence().Replace(text, "");

    [GeneratedRegex(@"(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b.")]
    private static partial Regex EscapeSequence();
}
