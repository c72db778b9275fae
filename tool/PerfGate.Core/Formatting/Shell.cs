namespace PerfGate.Formatting;

/// <summary>Texts inside commands that people copy.</summary>
public static class Shell
{
    /// <summary>A text as one argument of a POSIX shell, in single quotes, on one line.</summary>
    public static string Quote(string text) => $"'{PlainText.OneLine(text).Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
