using PerfGate.Diagnostics;
using PerfGate.Formatting;

namespace PerfGate.Tool.Terminal;

/// <summary>Writes diagnostics to standard error: for people, or for the build that started this process.</summary>
/// <param name="writer">Where to.</param>
/// <param name="useColor">Whether people see colours.</param>
/// <param name="placeOf">Where to look for what a diagnostic says; builds show it.</param>
internal sealed class DiagnosticWriter(TextWriter writer, bool useColor, Func<Diagnostic, SourcePlace?>? placeOf = null)
{
    private Diagnostic? _worst;

    public void Write(Diagnostic diagnostic)
    {
        if (_worst is null || diagnostic.Severity > _worst.Severity)
        {
            _worst = diagnostic;
        }

        diagnostic = Secrets.Hide(diagnostic);

        if (BuildHost.IsMSBuild)
        {
            writer.WriteLine(CanonicalLine.Of(diagnostic, placeOf?.Invoke(diagnostic)));
            return;
        }

        var word = diagnostic.Severity.ToString().ToLowerInvariant();
        writer.WriteLine($"{Colored($"{word} {diagnostic.Code}", diagnostic.Severity)}: {PlainText.OneLine(diagnostic.Fact)}");
        WriteIndented(diagnostic.Evidence);
        WriteIndented(diagnostic.Remedy);
    }

    /// <summary>Says once, after all of them, how to learn more. A build has a link to the page of each code.</summary>
    public void WriteHint()
    {
        if (_worst is { Severity: not Severity.Note, Code: var code } && !BuildHost.IsMSBuild)
        {
            writer.WriteLine($"`dotnet perfgate explain {code}` says more");
        }
    }

    private void WriteIndented(string? text)
    {
        foreach (var line in PlainText.Lines(text ?? ""))
        {
            writer.WriteLine($"    {line}");
        }
    }

    private string Colored(string text, Severity severity) => !useColor ? text : severity switch
    {
        Severity.Error => $"\u001b[31m{text}\u001b[0m",
        Severity.Warning => $"\u001b[33m{text}\u001b[0m",
        _ => text,
    };
}
