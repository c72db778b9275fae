using System.Collections.Immutable;
using PerfGate.Baselines;
using PerfGate.Results;

namespace PerfGate.Calibrating;

/// <summary>What is known of the noise in one environment: the sessions that calibrated it, oldest first.</summary>
/// <param name="Environment">The environment's key.</param>
/// <param name="Sessions">The sessions; at least one.</param>
public sealed record Calibration(EnvironmentKey Environment, ImmutableArray<CalibrationSession> Sessions)
{
    /// <summary>How many sessions of each suite are kept.</summary>
    public const int Kept = 10;

    /// <summary>The same with a further session; the oldest of its suite is forgotten where there are too many.</summary>
    public Calibration With(CalibrationSession session)
    {
        var all = Sessions.Add(session);
        var forgotten = all.Where(s => s.Suite == session.Suite).SkipLast(Kept).ToHashSet();
        return this with { Sessions = [.. all.Where(s => !forgotten.Contains(s))] };
    }

    /// <summary>How far sessions of a suite lie apart here.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="calibration">This environment's calibration, or null if there is none.</param>
    /// <param name="baseline">This environment's baseline, whose sessions count too, or null.</param>
    public static SessionSpread SpreadOf(string suite, Calibration? calibration, Baseline? baseline) => new(
        suite,
        [
            .. calibration?.Sessions.Select(session => session.Levels) ?? [],
            .. baseline?.Sessions.Select(SessionLevels.Of) ?? [],
        ]);
}
