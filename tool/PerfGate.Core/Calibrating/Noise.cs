using System.Collections.Immutable;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Calibrating;

/// <summary>What A/A launches say about the noise of their benchmarks.</summary>
public static class Noise
{
    /// <summary>The noise of a suite's benchmarks.</summary>
    /// <param name="run">What was measured, of both sides.</param>
    /// <param name="alarms">What the gate says of it, split at random.</param>
    /// <param name="alpha">The policy's.</param>
    public static ImmutableArray<BenchmarkNoise> Of(SuiteRun run, FalseAlarms alarms, double alpha)
    {
        var least = LaunchPlan.Least(alpha / Math.Max(1, alarms.Times.Count), new TestDesign(alarms.Times.Count));
        return
        [
            .. run.Measured.Where(m => m.Metric == Metric.Time).Select(m =>
            {
                var state = FastState.Of(LaunchSummary.Minima(m.Sample));
                var builds = alarms.Times[m.Id].ToList();
                var effect = UsualEffect(builds);
                return new BenchmarkNoise(
                    m.Id, state.Launches, state.Level, state.Spread, state.SlowShare, effect, LaunchesNeeded(builds, effect, least));
            }),
        ];
    }

    private static double? UsualEffect(IReadOnlyList<Comparison> builds) =>
        builds.Count > 0 && LaunchSummary.Median([.. builds.Select(c => c.MinimumDetectableEffect ?? double.PositiveInfinity)]) is var effect
        && double.IsFinite(effect) ? effect : null;

    // What is detected beyond the minimum effect shrinks with the square root of the number of launches, about.
    private static int? LaunchesNeeded(IReadOnlyList<Comparison> builds, double? effect, int least)
    {
        if (builds is not [{ MinimumEffect: > 0 and var minimum, Candidate.Launches: var launches }, ..])
        {
            return null;
        }

        // What the coarse test shows of very few launches says nothing of how more would narrow it down.
        if (effect is null || builds[0].Coarse is not null)
        {
            return Math.Max(least, launches + 1);
        }

        var scale = (Math.Log(1 + effect.Value) / Math.Log(1 + minimum)) - 1;
        return (int)Math.Ceiling(Math.Clamp(launches * scale * scale, least, 1e6));
    }
}
