using System.Collections.Immutable;
using PerfGate.Diagnostics;

namespace PerfGate.Results.BenchmarkDotNet;

/// <summary>One of BenchmarkDotNet's JSON files, read and checked.</summary>
/// <param name="Source">The file's name, for diagnostics.</param>
/// <param name="Environment">Where it was measured.</param>
/// <param name="Cases">The benchmarks in it, each with samples or with the reason why it has none.</param>
public sealed record Report(string Source, HostEnvironment Environment, ImmutableArray<ReportedCase> Cases);

/// <summary>One benchmark of a report.</summary>
/// <param name="Id">Which benchmark.</param>
/// <param name="DisplayInfo">What BenchmarkDotNet calls it in its log.</param>
/// <param name="Measured">Its samples; empty if it failed.</param>
/// <param name="Failure">Why it has no usable samples, or null.</param>
public sealed record ReportedCase(BenchmarkId Id, string DisplayInfo, ImmutableArray<Measured> Measured, Diagnostic? Failure);
