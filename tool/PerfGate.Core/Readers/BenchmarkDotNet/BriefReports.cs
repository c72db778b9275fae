using PerfGate.Diagnostics;
using PerfGate.Formatting;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Passes over what a brief report says of benchmarks whose full report is there. Where there is none, or one of an earlier run, the
/// benchmark has failed: its measurements are not known.
/// </summary>
internal static class BriefReports
{
    public static (IReadOnlyList<Report> Reports, IEnumerable<Diagnostic> Notes) PassOver(string place, IReadOnlyList<Report> reports)
    {
        var full = reports.SelectMany(report => report.Cases.Where(c => !c.IsBrief).Select(c => (c.Id, report.WrittenAt))).ToLookup(c => c.Id, c => c.WrittenAt);
        bool IsBeside(ReportedCase c, DateTime? writtenAt) =>
            c.IsBrief && full[c.Id].Any(fullAt => fullAt is null || writtenAt is null || fullAt >= writtenAt);

        var passed = reports.Where(report => report.Cases.Any(c => IsBeside(c, report.WrittenAt))).Select(report => report.FileName).ToList();
        return passed.Count == 0
            ? (reports, [])
            : (FoundReports.NotEmpty([.. reports.Select(report => report.Where(c => !IsBeside(c, report.WrittenAt)))]),
                [new Diagnostic(DiagnosticCode.PG2050, Severity.Note, $"'{place}': {Format.Count(passed.Count, "brief report")} passed over, as the full one is there", Format.Some(passed))]);
    }
}
