using System.Collections.Immutable;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Baselines;

/// <summary>How fast the benchmarks of a suite were in one session: all that tells one session from the next.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Provenance">Of what commit and when.</param>
/// <param name="Levels">The time of each benchmark's fast state, in nanoseconds.</param>
public sealed record SessionLevels(string Suite, RunProvenance Provenance, ImmutableDictionary<BenchmarkId, double> Levels)
{
    /// <summary>The levels of a run, such as a session of a baseline.</summary>
    public static SessionLevels Of(SuiteRun run) => new(
        run.Suite,
        run.Provenance,
        run.Measured.Where(m => m.Metric == Metric.Time)
            .ToImmutableDictionary(m => m.Id, m => FastState.Of(LaunchSummary.Minima(m.Sample)).Level));
}
