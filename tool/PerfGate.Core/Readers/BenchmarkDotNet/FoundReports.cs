using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// Makes one run of reports that were found, and not watched being measured. A folder may hold one run in two formats, copies, brief reports
/// and runs of other days: each measurement of the newest run counts once, and the rest is named.
/// </summary>
public static class FoundReports
{
    /// <summary>Merges reports, in the order given.</summary>
    /// <param name="place">The file or folder, for diagnostics.</param>
    /// <param name="reports">At least one.</param>
    /// <returns>The run, with <see cref="SuiteRun.Notes"/> about what does not count.</returns>
    /// <exception cref="PerfGateException">PG2015: the reports come from different environments.</exception>
    public static SuiteRun Merge(string place, IReadOnlyList<Report> reports)
    {
        ReportMerger.RefuseOtherMachines(reports);
        var (measured, briefs) = BriefReports.PassOver(place, reports);
        var (distinct, copies) = Copies.CountOnce(place, measured);
        var (newest, days) = Days.Newest(place, distinct);
        return ReportMerger.Merge("", newest).WithNotes([.. briefs, .. copies, .. days, .. LostLaunches.Of(newest)]);
    }

    /// <summary>The reports that still have cases, or the last one where none has.</summary>
    internal static IReadOnlyList<Report> NotEmpty(IReadOnlyList<Report> reports) =>
        reports.Any(report => !report.Cases.IsEmpty) ? [.. reports.Where(report => !report.Cases.IsEmpty)] : [reports[^1]];
}
