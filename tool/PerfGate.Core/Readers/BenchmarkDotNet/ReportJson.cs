using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>The parts of BenchmarkDotNet's full JSON report that PerfGate reads; the rest is skipped.</summary>
internal sealed record ReportJson(string? Title, HostJson? HostEnvironmentInfo, BenchmarkJson?[]? Benchmarks);

internal sealed record HostJson(
    string? OsVersion, string? ProcessorName, int? LogicalCoreCount, string? RuntimeVersion, string? Architecture,
    bool HasAttachedDebugger, string? Configuration, string? BenchmarkDotNetVersion);

internal sealed record BenchmarkJson(
    string? DisplayInfo, string? Method, string? MethodTitle, string? FullName, string? Parameters, StatisticsJson? Statistics, MemoryJson? Memory,
    MeasurementJson?[]? Measurements, MetricJson?[]? Metrics);

/// <summary>Null where the benchmark failed, even if some of its iterations were measured before.</summary>
internal sealed record StatisticsJson;

internal sealed record MemoryJson(double? BytesAllocatedPerOperation, long TotalOperations);

internal sealed record MeasurementJson(
    [property: JsonConverter(typeof(KnownWord))] string? IterationMode,
    [property: JsonConverter(typeof(KnownWord))] string? IterationStage,
    int LaunchIndex, int IterationIndex, double Operations, double Nanoseconds)
{
    [JsonIgnore]
    public double NanosecondsPerOperation => Nanoseconds / Operations;

    /// <summary>Whether it is of this mode and stage.</summary>
    public bool IsOf(string mode, string stage = "Actual") => IterationMode == mode && IterationStage == stage;
}

internal sealed record MetricJson(double Value, DescriptorJson? Descriptor);

internal sealed record DescriptorJson(string? Id, string? DisplayName);

[JsonSourceGenerationOptions(Converters = [typeof(EmptyIsNaN)])]
[JsonSerializable(typeof(ReportJson))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;

/// <summary>BenchmarkDotNet writes a value that is not a number as an empty string.</summary>
internal sealed class EmptyIsNaN : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        throw new NotSupportedException("PerfGate only reads this format");
}

/// <summary>
/// Reads the words that PerfGate looks for without allocating them anew: a large comparison has a million of them, and
/// reading them as any other text takes a third of its time.
/// </summary>
internal sealed class KnownWord : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? ""
        : reader.ValueTextEquals("Workload"u8) ? "Workload"
        : reader.ValueTextEquals("Overhead"u8) ? "Overhead"
        : reader.ValueTextEquals("Actual"u8) ? "Actual"
        : reader.ValueTextEquals("Result"u8) ? "Result"
        : "";

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        throw new NotSupportedException("PerfGate only reads this format");
}
