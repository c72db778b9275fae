using PerfGate.Diagnostics;

namespace PerfGate.Results.BenchmarkDotNet;

/// <summary>Makes one run of several reports: the same benchmark in several of them has one launch (or more) from each.</summary>
public static class ReportMerger
{
    /// <summary>Merges reports, in the order given.</summary>
    /// <param name="suite">The suite's name; empty for results that PerfGate did not measure.</param>
    /// <param name="reports">At least one.</param>
    /// <exception cref="PerfGateException">PG2015: the reports come from different environments.</exception>
    public static SuiteRun Merge(string suite, IReadOnlyList<Report> reports)
    {
        var first = reports[0];
        if (reports.FirstOrDefault(r => !r.Environment.IsComparableTo(first.Environment)) is { } other)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2015, "results of one side come from different environments",
                $"{first.Source}: {first.Environment}; {other.Source}: {other.Environment}",
                "Compare runs of one machine and runtime at a time");
        }

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
        return new SuiteRun(suite, first.Environment, measured, failures);
    }
}
