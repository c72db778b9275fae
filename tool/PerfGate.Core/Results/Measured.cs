using PerfGate.Model;

namespace PerfGate.Results;

/// <summary>A sample with what it is a sample of.</summary>
public sealed record Measured(BenchmarkId Id, Metric Metric, Sample Sample);
