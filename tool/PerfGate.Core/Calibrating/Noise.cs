using System.Collections.Immutable;
using PerfGate.Gating;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Calibrating;

/// <summary>What A/A launches say about the noise of their benchmarks.</summary>
public static class Noise
{
    /// <summary>The noise of a suite's benchmarks.</summary>
    /// <param name="run">What was measured, of both sides.</param>
    /// <param name="alarms">What the gate says of it, split at random.</param>
    public static ImmutableArray<BenchmarkNoise> Of(SuiteRun run, FalseAlarms alarms) =>
    [
        .. run.Measured.Where(m => m.Metric == Metric.Time).Select(m =>
        {
            var state = FastState.Of(LaunchSummary.Minima(m.Sample));
            var builds = alarms.Times[m.Id].ToList();
            var effect = UsualEffect(builds);
            return new BenchmarkNoise(m.Id, state.Launches, state.Level, state.Spread, state.SlowShare, effect, LaunchesNeeded(builds, effect));
        }),
    ];

    private static double? UsualEffect(IReadOnlyList<Comparison> builds) =>
        builds.Count > 0 && LaunchSummary.Median([.. builds.Select(c => c.MinimumDetectableEffect ?? double.PositiveInfinity)]) is var effect
        && double.IsFinite(effect) ? effect : null;

    // What is detected beyond the minimum effect shrinks with the square root of the number of launches, about.
    private static int? LaunchesNeeded(IReadOnlyList<Comparison> builds, double? effect)
    {
        if (builds.Count == 0 || builds[0].MinimumEffect <= 0)
        {
            return null;
        }

        if (effect is null)
        {
            return builds.Max(c => c.LaunchesToDecide);
        }

        var margin = Math.Log(1 + builds[0].MinimumEffect);
        var scale = (Math.Log(1 + effect.Value) - margin) / margin;
        return (int)Math.Ceiling(Math.Min(1e6, Math.Max(builds[0].Candidate!.Launches * scale * scale, 2)));
    }
}
