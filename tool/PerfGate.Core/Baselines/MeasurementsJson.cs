using System.Text.Json.Serialization;

namespace PerfGate.Baselines;

/// <summary>The file that holds baselines and runs alike: sessions of one environment.</summary>
internal sealed record MeasurementsJson(
    string Format, int SchemaVersion, string? Environment, SessionJson?[]? Sessions)
{
    public const string FormatName = "perfgate-measurements";
    public const int CurrentVersion = 1;
}

internal sealed record SessionJson(
    string Suite, string? Commit, bool Dirty, DateTimeOffset? MeasuredAt, string? Tool, HostJson Host,
    Dictionary<string, Dictionary<string, SampleJson?>?> Benchmarks, string? Anchor = null, AcceptedJson?[]? Accepted = null, ShardJson? Shard = null);

internal sealed record AcceptedJson(
    string Benchmark, string Metric, double? Share, string Reason, string By, DateOnly Since, DateOnly? Until = null);

/// <summary>Of a session of a shard: the methods of each suite that each shard measures.</summary>
internal sealed record ShardJson(string Run, int Number, Dictionary<string, string[]>?[] Split);

internal sealed record HostJson(
    string Processor, int LogicalCores, string Os, string Architecture, string Runtime, string Gc, string Intrinsics,
    string? Harness = null);

internal sealed record SampleJson(
    string Unit, string Kind, double[]?[] Launches, string? Direction = null, double[]? Resolution = null,
    double[]? Overhead = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(MeasurementsJson))]
internal sealed partial class MeasurementsJsonContext : JsonSerializerContext;
