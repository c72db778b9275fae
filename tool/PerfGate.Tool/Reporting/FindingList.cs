using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Machines;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Reporting;

/// <summary>What the doctor found, the worst last, where the eye is.</summary>
internal static class FindingList
{
    /// <summary>Writes findings.</summary>
    /// <param name="findings">All of them.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="diagnostics">The same, for diagnostics.</param>
    /// <param name="verbosity">Quiet leaves out what is fine, and what could not be read.</param>
    public static void Write(IReadOnlyList<Finding> findings, TextWriter writer, DiagnosticWriter diagnostics, Verbosity verbosity)
    {
        var fine = findings.Where(f => f.Diagnostic is null).ToList();
        var others = findings.Select(f => f.Diagnostic).OfType<Diagnostic>().OrderBy(d => d.Severity).ToList();
        if (verbosity != Verbosity.Quiet)
        {
            fine.ForEach(f => writer.WriteLine(PlainText.OneLine($"fine  {f.Subject}: {f.Seen}")));
        }

        foreach (var diagnostic in others.Where(d => d.Severity != Severity.Note || verbosity != Verbosity.Quiet))
        {
            diagnostics.Write(diagnostic);
        }

        var unread = others.Count(d => d.Severity == Severity.Note);
        writer.WriteLine($"{others.Count - unread} to mend, {unread} could not be read, {fine.Count} fine");
    }
}
