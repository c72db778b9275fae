using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfGate.Readers.Plain;

/// <summary>One line of the plain format; keys that it does not know are kept, to be reported.</summary>
internal sealed record PlainJson
{
    public string? Benchmark { get; init; }

    public string? Metric { get; init; }

    public string? Unit { get; init; }

    public string? Direction { get; init; }

    public string? Kind { get; init; }

    public int? Launch { get; init; }

    public double[]? Values { get; init; }

    public double? Value { get; init; }

    public PlainEnvironmentJson? Environment { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>What a line says of the machine and the runtime.</summary>
internal sealed record PlainEnvironmentJson
{
    public string? Processor { get; init; }

    public int? LogicalCores { get; init; }

    public string? Os { get; init; }

    public string? Architecture { get; init; }

    public string? Runtime { get; init; }

    public string? Gc { get; init; }

    public string? Intrinsics { get; init; }

    public string? Harness { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(PlainJson))]
internal sealed partial class PlainJsonContext : JsonSerializerContext;
