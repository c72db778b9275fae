using System.Text.Json.Serialization;

namespace PerfGate.Calibrating;

/// <summary>The file that holds what is known of the noise in one environment.</summary>
internal sealed record CalibrationJson(string Format, int SchemaVersion, string Environment, CalibrationSessionJson[] Sessions)
{
    public const string FormatName = "perfgate-calibration";
    public const int CurrentVersion = 1;
}

internal sealed record CalibrationSessionJson(
    string Suite, string? Commit, bool Dirty, DateTimeOffset MeasuredAt, string? Tool, Dictionary<string, NoiseJson> Benchmarks);

internal sealed record NoiseJson(int Launches, double Level, double LaunchSpread, double SlowShare, double? DetectableEffect);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(CalibrationJson))]
internal sealed partial class CalibrationJsonContext : JsonSerializerContext;
