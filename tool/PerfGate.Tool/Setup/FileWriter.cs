using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Setup;

/// <summary>Writes files that are not there yet. One that is there is shown with what would change, and changed only where that is asked for.</summary>
/// <param name="root">What paths are relative to.</param>
/// <param name="force">Whether files may be overwritten.</param>
/// <param name="dryRun">Whether nothing at all is to be written.</param>
/// <param name="output">Where to say what was done.</param>
internal sealed class FileWriter(string root, bool force, bool dryRun, TextWriter output)
{
    /// <summary>The files that would have to be overwritten, and were not.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>Whether anything was written.</summary>
    public bool HasWritten { get; private set; }

    /// <summary>Writes a file, or says why not.</summary>
    /// <exception cref="PerfGateException">PG1008: it could not be written.</exception>
    public void Write(PlannedFile file)
    {
        var path = Path.Combine(root, file.Path);
        var before = File.Exists(path) ? File.ReadAllText(path) : null;
        if (before?.ReplaceLineEndings("\n") == file.Text)
        {
            Say("unchanged", file.Path);
            return;
        }

        if (before is not null)
        {
            ShowDiff(file.Path, before, file.Text);
        }

        if (before is not null && !force && !file.IsAdded)
        {
            Say("left", file.Path);
            Refused.Add(file.Path);
            return;
        }

        Say(dryRun ? "would write" : "wrote", file.Path);
        if (!dryRun)
        {
            // A file keeps the line endings that it has.
            var text = before?.Contains("\r\n", StringComparison.Ordinal) == true ? file.Text.ReplaceLineEndings("\r\n") : file.Text;
            AtomicFile.Write(path, text, DiagnosticCode.PG1008);
            HasWritten = true;
        }
    }

    private void Say(string what, string path) => output.WriteLine($"{what,-11} {PlainText.OneLine(path)}");

    private void ShowDiff(string path, string before, string after)
    {
        output.WriteLine($"--- {PlainText.OneLine(path)}");
        output.WriteLine($"+++ {PlainText.OneLine(path)}");
        foreach (var line in UnifiedDiff.Of(before, after))
        {
            output.WriteLine(PlainText.OneLine(line));
        }
    }
}
