using System.Text.Json.Serialization;

namespace PerfGate.Histories;

/// <summary>A line of a history: one session.</summary>
internal sealed record HistoryLineJson(
    string Format, int SchemaVersion, string Suite, string Environment, string Machine, string Harness, HistoryCommitJson? Commit, DateTimeOffset? MeasuredAt,
    string Origin, Dictionary<string, Dictionary<string, HistoryValueJson?>?> Benchmarks, HistoryAcceptedJson?[]? Accepted = null, string? Runner = null)
{
    public const string FormatName = "perfgate-history";
    public const int CurrentVersion = 1;
}

internal sealed record HistoryCommitJson(string Hash, string Subject, bool Dirty, DateTimeOffset? CommittedAt = null);

/// <summary>Unit and kind are left out where the metric is time or allocated.</summary>
internal sealed record HistoryValueJson(double Value, int Launches, double Spread = 0, string? Unit = null, string? Kind = null, string? Direction = null);

internal sealed record HistoryAcceptedJson(string Benchmark, string Metric, string Reason, string By, DateOnly Since, double? Share = null, DateOnly? Until = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(HistoryLineJson))]
internal sealed partial class HistoryJsonContext : JsonSerializerContext;
