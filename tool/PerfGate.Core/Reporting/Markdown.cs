using System.Text;

namespace PerfGate.Reporting;

/// <summary>The signs of GitHub-flavoured Markdown.</summary>
internal static class Markdown
{
    /// <summary>A text in which no sign means anything to a table.</summary>
    public static string Escape(string text) => text
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .ReplaceLineEndings(" ");

    /// <summary>Adds a line.</summary>
    public static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    /// <summary>Adds a table and an empty line.</summary>
    /// <param name="text">What to add to.</param>
    /// <param name="columns">The headers.</param>
    /// <param name="texts">How many columns hold texts, from the left; the others hold numbers.</param>
    /// <param name="rows">The cells of each row.</param>
    public static void Table(StringBuilder text, IReadOnlyCollection<string> columns, int texts, IEnumerable<IEnumerable<string>> rows)
    {
        Line(text, Row(columns));
        Line(text, $"|{string.Concat(columns.Select((_, i) => i < texts ? "---|" : "--:|"))}");
        foreach (var row in rows)
        {
            Line(text, Row(row));
        }

        Line(text, "");
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(Escape))} |";
}
