using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>One of BenchmarkDotNet's JSON files, read and checked.</summary>
/// <param name="Source">The file's name, for diagnostics.</param>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Cases">The benchmarks in it, each with samples or with the reason why it has none.</param>
public sealed record Report(string Source, HostEnvironment Environment, ImmutableArray<ReportedCase> Cases)
{
    /// <summary>
    /// When it was written, by BenchmarkDotNet's own stamp in its title or its file's name: by the clock of the machine that measured, of an
    /// unknown time zone. Null where there is no stamp.
    /// </summary>
    public DateTime? WrittenAt { get; init; }

    /// <summary>What the file should say of its benchmarks or its machine, and does not.</summary>
    public ImmutableArray<Diagnostic> Notes { get; init; } = [];

    /// <summary>The file's name without its folders.</summary>
    internal string FileName => Path.GetFileName(Source);

    /// <summary>The same report with some of its cases only.</summary>
    internal Report Where(Func<ReportedCase, bool> isKept) => this with { Cases = [.. Cases.Where(isKept)] };
}

/// <summary>One benchmark of a report.</summary>
/// <param name="Id">Which benchmark.</param>
/// <param name="DisplayInfo">What BenchmarkDotNet calls it in its log.</param>
/// <param name="Measured">Its samples; empty if it failed.</param>
/// <param name="Failure">Why it has no usable samples, or null.</param>
public sealed record ReportedCase(BenchmarkId Id, string DisplayInfo, ImmutableArray<Measured> Measured, Diagnostic? Failure)
{
    /// <summary>Whether it is of a brief report, which has no measurements of any benchmark.</summary>
    public bool IsBrief { get; init; }

    /// <summary>Whether the memory diagnoser ran, and what it found is not in the report.</summary>
    public bool LacksAllocation { get; init; }

    /// <summary>The sample of its time, or null if it failed.</summary>
    internal Sample? Time => Measured.FirstOrDefault(m => m.Metric == Metric.Time)?.Sample;

    /// <summary>The same case, failed.</summary>
    internal ReportedCase Fail(Diagnostic failure) => this with { Measured = [], Failure = failure };
}
