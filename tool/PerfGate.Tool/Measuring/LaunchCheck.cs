using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Tool.Measuring;

/// <summary>Finds what should have been measured in a launch and was not.</summary>
internal static class LaunchCheck
{
    private const string SeeLog = "See the suite's log: --artifacts FOLDER keeps it";

    /// <summary>What is missing or failed.</summary>
    /// <param name="reports">What the launch wrote.</param>
    /// <param name="output">What it said.</param>
    /// <param name="unmeasured">The methods that the suite lists and the launch did not measure.</param>
    /// <param name="expected">The benchmarks that an earlier launch measured; empty for the first.</param>
    /// <param name="launchesInside">How many launches BenchmarkDotNet was to make by itself.</param>
    public static IEnumerable<BenchmarkFailure> Failures(
        IReadOnlyList<Report> reports, SuiteOutput output, IEnumerable<string> unmeasured,
        IReadOnlyCollection<BenchmarkId> expected, int launchesInside)
    {
        var cases = reports.SelectMany(report => report.Cases).ToList();
        foreach (var failed in cases.Where(c => c.Failure is not null))
        {
            yield return new BenchmarkFailure(failed.Id, Explain(failed, output));
        }

        foreach (var method in unmeasured.Order(StringComparer.Ordinal))
        {
            yield return Lost(BenchmarkId.Parse(method), "the suite lists it, its results do not hold it");
        }

        foreach (var id in expected.Except(cases.Select(c => c.Id)))
        {
            yield return Lost(id, "an earlier launch measured it, this one did not");
        }

        foreach (var c in cases.Where(c => c.Measured is [{ Sample.Launches.Length: var launches }, ..] && launches < launchesInside))
        {
            yield return Lost(c.Id, $"only {c.Measured[0].Sample.Launches.Length} of {launchesInside} launches");
        }
    }

    private static Diagnostic Explain(ReportedCase failed, SuiteOutput output) =>
        output.ExceptionOf(failed.DisplayInfo) is { } exception
            ? failed.Failure! with { Evidence = exception, Remedy = SeeLog }
            : failed.Failure! with { Remedy = SeeLog };

    private static BenchmarkFailure Lost(BenchmarkId id, string evidence) =>
        new(id, Diagnostic.Error(DiagnosticCode.PG2004, $"'{id}' was not measured", evidence, SeeLog));
}
