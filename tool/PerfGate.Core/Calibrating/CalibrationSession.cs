using System.Collections.Immutable;
using PerfGate.Baselines;
using PerfGate.Results;

namespace PerfGate.Calibrating;

/// <summary>What one calibration found of a suite.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Provenance">Of what commit, when and with what; the time is known.</param>
/// <param name="Benchmarks">Its benchmarks, each once; at least one.</param>
public sealed record CalibrationSession(string Suite, RunProvenance Provenance, ImmutableArray<BenchmarkNoise> Benchmarks)
{
    /// <summary>What is compared between sessions.</summary>
    public SessionLevels Levels => new(Suite, Provenance, Benchmarks.ToImmutableDictionary(b => b.Id, b => b.Level));
}
