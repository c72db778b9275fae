using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace PerfGate.Reporting.Html;

/// <summary>What report.js reads, by the order of the table's rows.</summary>
internal sealed record HtmlData(HtmlRow[] Rows)
{
    // This encoder escapes <, >, & and the line separators, whatever ranges are allowed: no text can end the element it stands in.
    private static readonly HtmlDataContext Context = new(new JsonSerializerOptions(HtmlDataContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary>The data as JSON that may stand in an element of a page.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Context.HtmlData);
}

/// <summary>A comparison. Texts are for people, and numbers are in base units; <see cref="Factor"/> scales them to <see cref="Unit"/>.</summary>
internal sealed record HtmlRow(
    string Id, string Name, string Metric, string Word, string How, string[] Doubts, string[][] Facts, int[] Said, string Unit, double Factor, double Effect)
{
    public bool IsHigherBetter { get; init; }

    public double? Baseline { get; init; }

    public double? Now { get; init; }

    public string? Change { get; init; }

    public double[]? Before { get; init; }

    public double[]? After { get; init; }

    public double? Ratio { get; init; }

    public string? RatioText { get; init; }

    public double?[]? Interval { get; init; }

    public double? Detects { get; init; }

    public HtmlAnchor? Anchor { get; init; }
}

/// <summary>The ratio to the anchor.</summary>
internal sealed record HtmlAnchor(double? Ratio, double?[]? Interval);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HtmlData))]
internal sealed partial class HtmlDataContext : JsonSerializerContext;
