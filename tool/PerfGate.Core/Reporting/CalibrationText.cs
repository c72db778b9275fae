using System.Globalization;
using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;

namespace PerfGate.Reporting;

/// <summary>What every report for people says of a calibration.</summary>
public static class CalibrationText
{
    /// <summary>The columns of a suite's table; all but the first hold numbers.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["benchmark", "fast state", "launches apart", "slow launches", "would show", "launches needed", "sessions apart"];

    /// <summary>A benchmark's row.</summary>
    public static IReadOnlyList<string> Row(SuiteNoise suite, BenchmarkNoise b) =>
    [
        b.Id.ShortName,
        Format.Value(b.Level, Metric.Time),
        Share(b.LaunchSpread),
        Share(b.SlowShare),
        b.DetectableEffect is { } effect ? Format.Percent(effect) : "-",
        b.LaunchesNeeded is { } launches ? launches >= 1000 ? "> 1000" : launches.ToString(CultureInfo.InvariantCulture) : "-",
        Share(suite.Spread.For(b.Id)),
    ];

    /// <summary>What is said of a suite beside its table.</summary>
    public static string Describe(SuiteNoise s) => string.Create(CultureInfo.InvariantCulture,
        $"{s.Suite}: {s.Launches} launches a side, {s.LaunchTime.TotalSeconds:0.0} s each, {s.BuildTime.TotalSeconds:0} s to build; a check of all launches takes about {s.CheckTime.TotalSeconds:0} s");

    /// <summary>The sentences below the tables.</summary>
    public static IEnumerable<string> Sentences(CalibrationResult r)
    {
        yield return "Launches needed: about so many a side would show a slowdown that exceeds the minimum effect by as much again.";
        foreach (var suite in r.Suites)
        {
            yield return $"Sessions apart, {suite.Suite}: {Sessions(suite)}.";
        }

        var (builds, interval) = (r.Alarms.Builds, r.Alarms.Builds.Interval);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"False alarms: {builds.Hits} of {builds.Trials} unchanged builds flagged, {100 * builds.Share:0.0} % [{100 * interval.Lower:0.0}, {100 * interval.Upper:0.0}]; at most {100 * r.Policy.Alpha:0.##} % are promised.");
        yield return "These builds are random splits of the launches of this one session: they say what the scatter of launches does, not what another day does.";
        yield return $"As measured in turn: {Outcome(r.InTurn)}. First half against second: {Outcome(r.EarlyAndLate)}.";
    }

    private static string Sessions(SuiteNoise suite) => suite.Spread.Sessions >= SessionSpread.Enough
        ? $"estimated from {Format.Count(suite.Spread.Sessions, "session")} of one commit"
        : string.Create(CultureInfo.InvariantCulture, $"at least {100 * SessionSpread.Prior:0.#} % are expected, as ")
            + (suite.Spread.Sessions == 0 ? "no session is of a commit without changes" : $"a commit has {Format.Count(suite.Spread.Sessions, "session")} at most")
            + $"; {SessionSpread.Enough} tell more (calibrate one commit again, an hour or a day later)";

    private static string Outcome(GateResult build) => FalseAlarms.BlamedBy(build) is { Count: > 0 } blamed ? $"{Format.Some(blamed)} called worse"
        : build.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } error ? error.ToString()
        : "nothing called worse";

    private static string Share(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
