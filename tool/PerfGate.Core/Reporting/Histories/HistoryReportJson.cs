using System.Text.Json.Serialization;

namespace PerfGate.Reporting.Histories;

/// <summary>A history as JSON. Names are a contract, docs/history.md: things are added, not changed.</summary>
internal sealed record HistoryReportJson(int SchemaVersion, double? Alpha, HistoryReportLineJson[] Histories)
{
    public const int CurrentVersion = 1;
}

internal sealed record HistoryReportLineJson(string Suite, string Environment, string Machine, HistoryReportSessionJson[] Sessions, HistoryReportSeriesJson[]? Series);

internal sealed record HistoryReportSessionJson(HistoryReportCommitJson? Commit, DateTimeOffset? MeasuredAt, string Origin, string? Harness, string? Runner, int Benchmarks);

internal sealed record HistoryReportCommitJson(string Hash, string? Subject, bool Dirty, DateTimeOffset? CommittedAt);

/// <summary>A value for each session; null where there is none.</summary>
internal sealed record HistoryReportSeriesJson(
    string Benchmark, string Metric, string Unit, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double?[] Values, HistoryReportChangeJson[] Changes);

internal sealed record HistoryReportChangeJson(
    string Kind, int Before, int After, double From, double To, double? Ratio, bool Worse, double? PValue, HistoryReportAcceptedJson? Accepted, string[]? Beside);

internal sealed record HistoryReportAcceptedJson(string Reason, string By, DateOnly Since, double? Share, DateOnly? Until);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HistoryReportJson))]
internal sealed partial class HistoryReportJsonContext : JsonSerializerContext;
