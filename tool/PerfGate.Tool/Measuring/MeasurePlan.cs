using PerfGate.Configuration;
using PerfGate.Model;
using PerfGate.Statistics;

namespace PerfGate.Tool.Measuring;

/// <summary>What to measure of a suite.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Root">What its paths are relative to.</param>
/// <param name="Filters">Which benchmarks.</param>
/// <param name="Launches">How many launches at most.</param>
/// <param name="Counters">The custom metrics to read.</param>
/// <param name="Build">Whether to build first.</param>
/// <param name="Artifacts">Where to keep logs and reports, or null to remove them.</param>
internal sealed record MeasurePlan(
    SuiteConfig Suite, string Root, IReadOnlyList<string> Filters, int Launches, IReadOnlyCollection<Metric> Counters, bool Build,
    string? Artifacts)
{
    /// <summary>The name that a benchmark of this state has in the working tree.</summary>
    public Func<BenchmarkId, BenchmarkId> NameNow { get; init; } = id => id;

    /// <summary>The commit that is measured, in words; null for the working tree.</summary>
    public string? Reference { get; init; }

    /// <summary>The version of BenchmarkDotNet to measure with; null for the suite's own.</summary>
    public string? Harness { get; init; }

    /// <summary>The program to measure, as a build left it; null to find or build it.</summary>
    public string? Assembly { get; init; }

    /// <summary>Asked for further environment variables before each start, such as those by which the runtime writes what it does; null for none.</summary>
    public Func<IReadOnlyDictionary<string, string?>>? Instruments { get; init; }

    /// <summary>How long one launch may take; null to go by what launches took.</summary>
    public TimeSpan? LaunchTimeout { get; init; }

    /// <summary>When to look whether more launches are of any use.</summary>
    public Looks Looks { get; init; } = Looks.OnlyAtTheEnd;

    /// <summary>How long to measure at most, if at all; one launch is always made.</summary>
    public TimeSpan? Budget { get; init; }
}
