using System.Text.Encodings.Web;
using System.Text.Json;
using PerfGate.Calibrating;
using PerfGate.Gating.Model;

namespace PerfGate.Reporting.Json;

/// <summary>A calibration for machines: see docs/doctor-and-calibrate.md.</summary>
public static class CalibrationJsonReport
{
    private static readonly CalibrationResultJsonContext Context = new(new JsonSerializerOptions(CalibrationResultJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Writes a calibration; the text ends with a line feed.</summary>
    public static string Render(CalibrationResult result) => JsonText.Harmless(JsonSerializer.Serialize(ToJson(result), Context.CalibrationResultJson)) + "\n";

    private static CalibrationResultJson ToJson(CalibrationResult r) => new(
        CalibrationResultJson.CurrentVersion,
        r.Environment.Key.Value,
        r.Environment.ToString(),
        r.Policy.Alpha,
        r.Policy.MinimumEffect,
        [.. r.Suites.Select(ToJson)],
        new FalseAlarmsJson(
            r.Alarms.Builds.Trials, r.Alarms.Builds.Hits, [r.Alarms.Builds.Interval.Lower, r.Alarms.Builds.Interval.Upper],
            [.. r.Alarms.Blamed.Select(b => new BlamedJson(b.Id.ToString(), b.Times))]),
        ToJson(r.InTurn),
        ToJson(r.EarlyAndLate),
        [.. r.Diagnostics.Select(d => new DiagnosticJson(d.Code.ToString(), Words.Of(d.Severity), d.Fact, d.Evidence, d.Remedy))]);

    private static SuiteNoiseJson ToJson(SuiteNoise s) => new(
        s.Suite, s.Launches, s.LaunchTime.TotalSeconds, s.BuildTime.TotalSeconds, s.CheckTime.TotalSeconds, s.Spread.Suite, s.Spread.Sessions,
        [.. s.Benchmarks.Select(b => new BenchmarkNoiseJson(
            b.Id.ToString(), b.Launches, b.Level, b.LaunchSpread, b.SlowShare, b.DetectableEffect, b.LaunchesNeeded, s.Spread.For(b.Id)))]);

    private static AaBuildJson ToJson(GateResult build) =>
        new(Words.Of(build.Outcome), [.. FalseAlarms.BlamedBy(build).Select(id => id.ToString())]);
}
