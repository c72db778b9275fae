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
    [property: JsonConverter(typeof(IterationsConverter))] Iteration[]? Measurements, MetricJson?[]? Metrics);

/// <summary>Null where the benchmark failed, even if some of its iterations were measured before.</summary>
internal sealed record StatisticsJson;

internal sealed record MemoryJson(double? BytesAllocatedPerOperation, long TotalOperations);

internal sealed record MetricJson(double Value, DescriptorJson? Descriptor);

internal sealed record DescriptorJson(string? Id, string? DisplayName);

[JsonSourceGenerationOptions(Converters = [typeof(EmptyIsNaN)])]
[JsonSerializable(typeof(ReportJson))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;

/// <summary>BenchmarkDotNet writes a value that is not a number as an empty string.</summary>
internal sealed class EmptyIsNaN : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Number(ref reader);

    /// <summary>The number that the reader is at.</summary>
    public static double Number(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        throw new NotSupportedException("PerfGate only reads this format");
}
