using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PerfGate.Formatting;

namespace PerfGate.Reporting.Texts;

/// <summary>The signs of GitHub-flavoured Markdown, and texts in which none of them means anything.</summary>
internal static partial class Markdown
{
    // What a Markdown reader takes for markup wherever it stands; a backslash before it makes it a sign like any other.
    private const string Special = "\\`*_[]!|~$";

    // Stands between @ and a name, or # and a number, and is not seen: then it is no mention of somebody, or of an issue.
    private const string Invisible = "&#8203;";

    /// <summary>A text that reads as it is: without links, images, mentions, HTML or formatting, in a table, too. What stands between backticks becomes code.</summary>
    public static string Escape(string text)
    {
        var pieces = PlainText.OneLine(text).Split('`');
        // Every second piece stands between two of them; a last one without a partner is a sign.
        return string.Concat(pieces.Select((piece, i) => i % 2 == 1 && i < pieces.Length - 1 ? Code(piece) : i % 2 == 1 ? @"\`" + Prose(piece) : Prose(piece)));
    }

    /// <summary>A name as code: nothing in it means anything, and nobody is mentioned.</summary>
    public static string Code(string text)
    {
        var plain = PlainText.OneLine(text);
        if (plain.Trim().Length == 0)
        {
            return "";
        }

        // Longer than any run of backticks inside.
        var fence = new string('`', 1 + Backticks().Matches(plain).Select(run => run.Length).Append(0).Max());
        var space = plain.StartsWith('`') || plain.EndsWith('`') ? " " : "";
        return $"{fence}{space}{plain}{space}{fence}";
    }

    /// <summary>A name as code in a table, where a vertical line would end the cell, in code too.</summary>
    public static string CodeCell(string text) => !text.Contains('|', StringComparison.Ordinal)
        ? Code(text)
        : CodeElement(text);

    /// <summary>A name as code inside of an element, where Markdown is not read.</summary>
    public static string CodeElement(string text) => $"<code>{string.Concat(PlainText.OneLine(text).Select(c => char.IsLetterOrDigit(c) || c == ' ' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"&#{(int)c};")))}</code>";

    /// <summary>Lines of code, in which nothing means anything.</summary>
    /// <param name="language">The language, by which they are coloured.</param>
    /// <param name="lines">The lines.</param>
    public static string Block(string language, IEnumerable<string> lines)
    {
        var code = string.Join('\n', lines);
        // Longer than any run of backticks inside.
        var fence = new string('`', Math.Max(3, 1 + Backticks().Matches(code).Select(run => run.Length).Append(0).Max()));
        return $"{fence}{language}\n{code}\n{fence}";
    }

    /// <summary>Adds a line.</summary>
    public static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    /// <summary>Adds a table and an empty line.</summary>
    /// <param name="text">What to add to.</param>
    /// <param name="columns">The headers, as text.</param>
    /// <param name="texts">How many columns hold texts, from the left; the others hold numbers.</param>
    /// <param name="rows">The cells of each row, in Markdown.</param>
    public static void Table(StringBuilder text, IReadOnlyCollection<string> columns, int texts, IEnumerable<IEnumerable<string>> rows)
    {
        Line(text, Row(columns.Select(Escape)));
        Line(text, $"|{string.Concat(columns.Select((_, i) => i < texts ? "---|" : "--:|"))}");
        foreach (var row in rows)
        {
            Line(text, Row(row));
        }

        Line(text, "");
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string Prose(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '&' => escaped.Append("&amp;"),
                '@' => escaped.Append('@').Append(Invisible),
                '#' => escaped.Append("\\#").Append(Invisible),
                _ when Special.Contains(c, StringComparison.Ordinal) => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        // Bare addresses become links.
        return BareLink().Replace(escaped.ToString(), link => link.Value.Replace(":", "\\:", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal));
    }

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.-]*://|mailto:|xmpp:|www\.", RegexOptions.IgnoreCase)]
    private static partial Regex BareLink();
}
