using System.Collections.Immutable;
using PerfGate.Baselines;

namespace PerfGate.Calibrating;

/// <summary>What a calibration found of one suite.</summary>
/// <param name="Suite">The suite's name.</param>
/// <param name="Launches">How many launches a side has.</param>
/// <param name="LaunchTime">How long a launch took, with starting it.</param>
/// <param name="BuildTime">How long the build took; zero if it was left out.</param>
/// <param name="Benchmarks">The noise of each benchmark.</param>
/// <param name="Spread">How far sessions lie apart, this one counted.</param>
public sealed record SuiteNoise(
    string Suite, int Launches, TimeSpan LaunchTime, TimeSpan BuildTime, ImmutableArray<BenchmarkNoise> Benchmarks, SessionSpread Spread)
{
    /// <summary>About how long a check takes that builds, makes all its launches and has nothing to confirm; many need fewer.</summary>
    public TimeSpan CheckTime => BuildTime + (Launches * LaunchTime);
}
