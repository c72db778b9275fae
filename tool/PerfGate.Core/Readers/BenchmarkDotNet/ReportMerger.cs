using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>Makes one run of several reports: the same benchmark in several of them has one launch (or more) from each.</summary>
public static class ReportMerger
{
    /// <summary>Merges reports, in the order given.</summary>
    /// <param name="suite">The suite's name; empty for results that PerfGate did not measure.</param>
    /// <param name="reports">At least one.</param>
    /// <exception cref="PerfGateException">PG2015: the reports come from different environments.</exception>
    public static SuiteRun Merge(string suite, IReadOnlyList<Report> reports)
    {
        RefuseOtherMachines(reports);
        RefuseOtherHarness(reports);
        RefuseTwoMeanings(reports);
        var cases = reports.SelectMany(report => report.Cases).ToList();
        var failures = cases.Where(c => c.Failure is not null)
            .GroupBy(c => c.Id)
            .Select(group => new BenchmarkFailure(group.Key, group.First().Failure!))
            .ToList();
        var failed = failures.Select(f => f.Id).ToHashSet();
        var measured = cases
            .Where(c => !failed.Contains(c.Id))
            .SelectMany(c => c.Measured)
            .GroupBy(m => (m.Id, m.Metric))
            .Select(group => new Measured(
                group.Key.Id, group.Key.Metric, new Sample([.. group.SelectMany(m => m.Sample.Launches)])));
        return new SuiteRun(suite, reports[0].Environment, measured, failures)
            .WithNotes([.. reports.SelectMany(report => report.Notes).DistinctBy(note => note.Evidence), .. Gaps.InAllocation(reports)]);
    }

    internal static void RefuseOtherMachines(IReadOnlyList<Report> reports) => Refuse(
        reports, (one, other) => one.IsComparableTo(other), "environments", "Compare runs of one machine and runtime at a time");

    // Two versions subtract overhead and count allocation in different ways, so their launches are no one sample.
    private static void RefuseOtherHarness(IReadOnlyList<Report> reports) => Refuse(
        reports, (one, other) => one.IsSameHarnessAs(other), "versions of BenchmarkDotNet", "Compare runs of one version at a time");

    private static void Refuse(IReadOnlyList<Report> reports, Func<HostEnvironment, HostEnvironment, bool> isSame, string what, string remedy)
    {
        var first = reports[0];
        if (reports.FirstOrDefault(r => !isSame(r.Environment, first.Environment)) is { } other)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2015, $"results of one side come from different {what}", $"{Text(first)}; {Text(other)}", remedy);
        }
    }

    // Files that are no BenchmarkDotNet's say of each metric what it is.
    private static void RefuseTwoMeanings(IReadOnlyList<Report> reports)
    {
        var all = reports.SelectMany(report => report.Cases.SelectMany(c => c.Measured).Select(m => (m.Metric, report.Source)));
        foreach (var metric in all.DistinctBy(m => m.Metric).GroupBy(m => m.Metric.Name).Where(group => group.Count() > 1))
        {
            throw new PerfGateException(
                DiagnosticCode.PG2017, $"'{metric.Key}' has another unit, direction or kind in '{metric.ElementAt(1).Source}' than in '{metric.First().Source}'",
                null, "Give them different names");
        }
    }

    private static string Text(Report report) =>
        $"{report.Source}: {report.Environment}{(report.Environment.Harness.Length > 0 ? $", {report.Environment.Harness}" : "")}";
}
