using PerfGate.Diagnostics;

namespace PerfGate.Tool.Terminal;

/// <summary>Writes diagnostics for people, to standard error.</summary>
internal sealed class DiagnosticWriter(TextWriter writer, bool useColor)
{
    public void Write(Diagnostic diagnostic)
    {
        var word = diagnostic.Severity.ToString().ToLowerInvariant();
        writer.WriteLine($"{Colored($"{word} {diagnostic.Code}", diagnostic.Severity)}: {diagnostic.Fact}");
        WriteIndented(diagnostic.Evidence);
        WriteIndented(diagnostic.Remedy);
    }

    private void WriteIndented(string? text)
    {
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            writer.WriteLine($"    {line.TrimEnd()}");
        }
    }

    private string Colored(string text, Severity severity) => !useColor ? text : severity switch
    {
        Severity.Error => $"\u001b[31m{text}\u001b[0m",
        Severity.Warning => $"\u001b[33m{text}\u001b[0m",
        _ => text,
    };
}
