using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfGate.Results.BenchmarkDotNet;

/// <summary>The parts of BenchmarkDotNet's full JSON report that PerfGate reads; the rest is skipped.</summary>
internal sealed record ReportJson(HostJson? HostEnvironmentInfo, BenchmarkJson?[]? Benchmarks);

internal sealed record HostJson(
    string? OsVersion, string? ProcessorName, int? LogicalCoreCount, string? RuntimeVersion, string? Architecture,
    bool HasAttachedDebugger, string? Configuration);

internal sealed record BenchmarkJson(
    string? DisplayInfo, string? FullName, string? Parameters, StatisticsJson? Statistics, MemoryJson? Memory,
    MeasurementJson?[]? Measurements, MetricJson?[]? Metrics);

/// <summary>Null where the benchmark failed, even if some of its iterations were measured before.</summary>
internal sealed record StatisticsJson;

internal sealed record MemoryJson(double? BytesAllocatedPerOperation, long TotalOperations);

internal sealed record MeasurementJson(
    string? IterationMode, string? IterationStage, int LaunchIndex, double Operations, double Nanoseconds);

internal sealed record MetricJson(double Value, DescriptorJson? Descriptor);

internal sealed record DescriptorJson(string? Id);

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
