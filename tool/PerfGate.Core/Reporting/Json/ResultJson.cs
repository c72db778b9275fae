using System.Text.Json.Serialization;

namespace PerfGate.Reporting.Json;

/// <summary>
/// The JSON result. Names and words are a contract: add to it, do not change it. Its schema version rises when a
/// reader of an earlier one would be misled.
/// </summary>
internal sealed record ResultJson(
    int SchemaVersion, string Outcome, int ExitCode, double Alpha, double MinimumEffect, EnvironmentJson Environment,
    BenchmarkJson[] Benchmarks, RatioJson[] Ratios, DiagnosticJson[] Diagnostics, LaunchCountJson? Launches = null)
{
    public const int CurrentVersion = 1;
}

internal sealed record EnvironmentJson(
    string Key, bool MatchesBaseline, string Candidate, string CandidateSource, string? Baseline, string BaselineSource);

/// <summary>An interval is [lower, upper]; a bound that the data cannot give is null.</summary>
internal sealed record BenchmarkJson(
    string Id, string Metric, string Unit, string Verdict, double? Ratio, double?[]? Interval, double? PValue,
    double? MinimumDetectableEffect, SideJson? Baseline, SideJson? Candidate, string[] Warnings,
    double MinimumEffect, double? AdjustedPValue, double? AdjustedPValueBetter, int? LaunchesToDecide, string Kind, string Direction,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AcceptedJson? Accepted = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AnchorJson? Anchor = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Suspect = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CoarseJson? Coarse = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Overhead = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Detects = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ExplanationJson? Explanation = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool NotGated = false);

internal sealed record CoarseJson(double Separation, double Bound, int Launches);

internal sealed record AcceptedJson(
    string Benchmark, string Metric, double UpTo, string Reason, string? By, DateOnly? Since, DateOnly Until);

/// <summary>The same benchmark and metric against the anchor.</summary>
internal sealed record AnchorJson(
    string Name, string Verdict, double? Ratio, double?[]? Interval, double? PValue, double? AdjustedPValue, double MinimumEffect,
    double? MinimumDetectableEffect, SideJson? Baseline, string[] Warnings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] AcceptedJson? Accepted = null);

internal sealed record LaunchCountJson(int Spent, int Planned, int ToConfirm);

internal sealed record SideJson(
    int Launches, double Value, double Median,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double[]? Values = null);

internal sealed record RatioJson(
    string Name, string Id, string Partner, double Value, double PartnerValue, double Ratio, double?[] Interval,
    double? BaselineRatio, bool Changed);

internal sealed record DiagnosticJson(
    string Code, string Severity, string Fact, string? Evidence, string? Remedy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Benchmark = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(PossibleNumber)])]
[JsonSerializable(typeof(ResultJson))]
[JsonSerializable(typeof(ExplanationJson))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;
