using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Baselines;

/// <summary>
/// Makes one side of run files that were found in one folder. Runs of one suite are taken as reports of BenchmarkDotNet are: of one day they are more launches, of several
/// days the newest counts, and copies count once.
/// </summary>
public static class FoundRuns
{
    /// <summary>Merges what files hold.</summary>
    /// <param name="place">The folder, for diagnostics.</param>
    /// <param name="files">The files' names and what they hold; at least one.</param>
    /// <returns>One run of each suite, and the anchors as they are, oldest first.</returns>
    /// <exception cref="PerfGateException">PG2015: they come from different environments. PG2017: a metric means something else in one of them.</exception>
    public static ImmutableArray<SuiteRun> Merge(string place, IReadOnlyList<(string Source, Baseline Runs)> files)
    {
        if (files.Count == 1)
        {
            return files[0].Runs.Sessions;
        }

        var sessions = files.SelectMany(file => file.Runs.Sessions.Select(run => (Report: ReportOf(file.Source, run), Run: run))).ToList();
        ReportMerger.RefuseOtherMachines([.. sessions.Select(s => s.Report)]);
        return
        [
            .. sessions.Select(s => s.Run).Where(run => run.Provenance.Anchor is not null),
            .. sessions.Where(s => s.Run.Provenance.Anchor is null)
                .GroupBy(s => s.Run.Suite)
                .Select(suite => Named(FoundReports.Merge(place, [.. suite.Select(s => s.Report)]), suite.MaxBy(s => s.Run.Provenance.MeasuredAt).Run)),
        ];
    }

    private static Report ReportOf(string source, SuiteRun run) => new(
        source, run.Environment, [.. run.Benchmarks.Select(id => new ReportedCase(id, "", [.. run.Measured.Where(m => m.Id == id)], null))])
    {
        WrittenAt = run.Provenance.MeasuredAt?.UtcDateTime,
    };

    private static SuiteRun Named(SuiteRun merged, SuiteRun newest) =>
        new SuiteRun(newest.Suite, merged.Environment, merged.Measured, merged.Failures, newest.Provenance).WithNotes(merged.Notes);
}
