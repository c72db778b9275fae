using System.Text.Json.Serialization;

namespace PerfGate.Reporting.Json;

/// <summary>The JSON of a calibration. Names are a contract: add to it, do not change it.</summary>
internal sealed record CalibrationResultJson(
    int SchemaVersion, string Environment, string Machine, double Alpha, double MinimumEffect, SuiteNoiseJson[] Suites,
    FalseAlarmsJson FalseAlarms, AaBuildJson InTurn, AaBuildJson EarlyAndLate, DiagnosticJson[] Diagnostics)
{
    public const int CurrentVersion = 1;
}

internal sealed record SuiteNoiseJson(
    string Name, int Launches, double LaunchSeconds, double BuildSeconds, double CheckSeconds, double SessionSpread,
    int SessionsOfOneCommit, BenchmarkNoiseJson[] Benchmarks);

internal sealed record BenchmarkNoiseJson(
    string Id, int Launches, double Level, double LaunchSpread, double SlowShare, double? DetectableEffect, int? LaunchesNeeded,
    double SessionSpread);

/// <summary>The interval is Wilson's 95 %.</summary>
internal sealed record FalseAlarmsJson(int Builds, int Flagged, double[] Interval, BlamedJson[] Blamed);

internal sealed record BlamedJson(string Id, int Times);

internal sealed record AaBuildJson(string Outcome, string[] Worse);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(CalibrationResultJson))]
internal sealed partial class CalibrationResultJsonContext : JsonSerializerContext;
