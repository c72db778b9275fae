using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfGate.Configuration;

/// <summary>A part of perfgate.json; keys that it does not know are kept, to be reported.</summary>
internal abstract record ConfigPart
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

internal sealed record ConfigJson : ConfigPart
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public SuiteJson[]? Suites { get; init; }

    public BaselinesJson? Baselines { get; init; }

    public PolicyJson? Policy { get; init; }

    public MetricJson[]? Metrics { get; init; }

    public BenchmarkJson[]? Benchmarks { get; init; }

    public RatioJson[]? Ratios { get; init; }

    public AcceptedJson[]? Accepted { get; init; }

    public RenameJson[]? Renames { get; init; }

    public AnchorJson? Anchor { get; init; }

    public StudyJson? Study { get; init; }

    public bool? History { get; init; }
}

internal sealed record SuiteJson : ConfigPart
{
    public string? Name { get; init; }

    public string? Project { get; init; }

    public string?[]? Command { get; init; }

    public string?[]? Build { get; init; }

    public string? Framework { get; init; }

    /// <summary>A text, or a list of texts.</summary>
    public JsonElement? Filter { get; init; }

    public string? Isolation { get; init; }

    public int? Launches { get; init; }

    public int? QuickLaunches { get; init; }

    public string? LaunchTimeout { get; init; }

    public string?[]? Arguments { get; init; }
}

internal sealed record BaselinesJson : ConfigPart
{
    public string? Path { get; init; }

    public bool? Required { get; init; }

    public int? Sessions { get; init; }
}

internal sealed record PolicyJson : ConfigPart
{
    public double? Alpha { get; init; }

    public double? MinimumEffect { get; init; }

    public double? Resolution { get; init; }

    public string? OnInconclusive { get; init; }

    public string? OnMissing { get; init; }

    public string? OnNew { get; init; }

    public string? OnRatio { get; init; }

    public string? OnOtherMachine { get; init; }
}

internal sealed record MetricJson : ConfigPart
{
    public string? Name { get; init; }

    public string? Kind { get; init; }

    public string? Unit { get; init; }

    public string? Direction { get; init; }

    public double? MinimumEffect { get; init; }

    public double? Tolerance { get; init; }

    public bool? Gate { get; init; }
}

internal sealed record BenchmarkJson : ConfigPart
{
    public string? Match { get; init; }

    public double? MinimumEffect { get; init; }

    public double? Tolerance { get; init; }

    public bool? Gate { get; init; }
}

internal sealed record RatioJson : ConfigPart
{
    public string? Name { get; init; }

    public string? Numerator { get; init; }

    public string? Denominator { get; init; }

    public bool? Gate { get; init; }

    public double? MinimumEffect { get; init; }
}

internal sealed record AcceptedJson : ConfigPart
{
    public string? Benchmark { get; init; }

    public string? Metric { get; init; }

    public double? UpTo { get; init; }

    public string? Reason { get; init; }

    public string? By { get; init; }

    public string? Since { get; init; }

    public string? Until { get; init; }
}

internal sealed record RenameJson : ConfigPart
{
    public string? From { get; init; }

    public string? To { get; init; }
}

internal sealed record AnchorJson : ConfigPart
{
    public double? MinimumEffect { get; init; }

    public string? OnCreep { get; init; }
}

internal sealed record StudyJson : ConfigPart
{
    public string? Title { get; init; }

    public string? Base { get; init; }

    public double? MinimumEffect { get; init; }

    public StudyArmJson[]? Arms { get; init; }

    public StudyPairJson[]? Pairs { get; init; }
}

internal sealed record StudyArmJson : ConfigPart
{
    public string? Suffix { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }
}

internal sealed record StudyPairJson : ConfigPart
{
    public string? Arm { get; init; }

    public string? Against { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ConfigJson))]
internal sealed partial class ConfigJsonContext : JsonSerializerContext;
