using PerfGate.Model;


namespace PerfGate.Calibrating;

/// <summary>What one benchmark's launches do though nothing changed.</summary>
/// <param name="Id">The benchmark.</param>
/// <param name="Launches">How many launches were measured, of both sides.</param>
/// <param name="Level">The time of the fast state, in nanoseconds.</param>
/// <param name="LaunchSpread">How far the launches of the fast state lie apart, as a share: see <see cref="Statistics.FastState"/>.</param>
/// <param name="SlowShare">The share of launches in a slow state, in [0, 1].</param>
/// <param name="DetectableEffect">The least slowdown that so many launches a side would usually show, as a share; null if none.</param>
/// <param name="LaunchesNeeded">
/// About how many launches a side would show a slowdown that exceeds the minimum effect by as much again; null where that
/// cannot be said.
/// </param>
public sealed record BenchmarkNoise(
    BenchmarkId Id, int Launches, double Level, double LaunchSpread, double SlowShare, double? DetectableEffect, int? LaunchesNeeded = null);
