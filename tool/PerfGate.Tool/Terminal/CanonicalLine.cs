using PerfGate.Diagnostics;
using PerfGate.Formatting;

namespace PerfGate.Tool.Terminal;

/// <summary>A diagnostic in the form that MSBuild, and whatever shows its output, understands: one line.</summary>
internal static class CanonicalLine
{
    // What stands in the place of a file where there is none.
    private const string Tool = "PerfGate ";

    /// <summary><c>file(line,column): error PG4001: fact; evidence. Remedy</c>, with <c>message</c> for a note.</summary>
    public static string Of(Diagnostic diagnostic, SourcePlace? place)
    {
        var category = diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "message" };
        var evidence = diagnostic.Evidence is { } e ? $"; {OneLine(e)}" : "";
        var remedy = diagnostic.Remedy is { } r ? $". {OneLine(r)}" : "";
        return $"{(place is null ? Tool : PlainText.OneLine(place.ToString()))}: {category} {diagnostic.Code}: {OneLine(diagnostic.Fact)}{evidence}{remedy}";
    }

    private static string OneLine(string text) =>
        string.Join(" | ", PlainText.Lines(text).Select(line => line.Trim()));
}
