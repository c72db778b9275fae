using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using PerfGate.Formatting;
using PerfGate.Histories;
using PerfGate.Histories.Changes;

namespace PerfGate.Reporting.Histories.Page;

/// <summary>What history.js reads. Values are two bytes each, so that millions of them make a page of a few megabytes: see <see cref="PackedValues"/>.</summary>
internal sealed record HistoryPageData(HistoryPageLine[] Lines)
{
    // This encoder escapes <, >, & and the line separators, whatever ranges are allowed: no text can end the element it stands in.
    private static readonly HistoryPageContext Context = new(new JsonSerializerOptions(HistoryPageContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    /// <summary>The data of lines.</summary>
    public static HistoryPageData Of(IEnumerable<(HistoryLine Line, ImmutableArray<HistoryChange> Changes)> lines) => new([.. lines.Select(line => LineOf(line.Line, line.Changes))]);

    /// <summary>The data as JSON that may stand in an element of a page.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Context.HistoryPageData);

    private static HistoryPageLine LineOf(HistoryLine line, ImmutableArray<HistoryChange> changes)
    {
        var bySeries = changes.ToLookup(change => change.Series);
        return new HistoryPageLine(
            PlainText.OneLine($"{(line.Suite.Length == 0 ? "results" : line.Suite)} on {line.Environment}"),
            [.. line.Sessions.Select(SessionOf)],
            [.. line.Series.OrderByDescending(series => bySeries[series].Any(change => change is { IsWorse: true, Accepted: null })).ThenByDescending(series => bySeries[series].Any()).Select(series => SeriesOf(series, line, bySeries[series]))]);
    }

    private static HistoryPageSession SessionOf(HistorySession session) => new(
        ChangeText.Commit(session),
        PlainText.OneLine(session.Commit?.Subject ?? ""),
        ChangeText.Day(session),
        PlainText.OneLine($"{session.Origin.Word()}{(session.MeasuredAt is { } at ? $", measured {at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}" : "")}{(session.Harness.Length > 0 ? $", {session.Harness}" : "")}"),
        session.Commit is { IsDirty: true } ? 1 : 0);

    private static HistoryPageSeries SeriesOf(HistorySeries series, HistoryLine line, IEnumerable<HistoryChange> changes)
    {
        var packed = PackedValues.Of(series.Points, line.Sessions.Length);
        var (factor, unit) = Format.Scale(packed.Most, series.Metric);
        return new HistoryPageSeries(
            PlainText.OneLine(series.Id.ToString()), PlainText.OneLine(series.Metric.Name), Format.Value(series.Points[^1].Value.Value, series.Metric), PlainText.OneLine(unit), factor,
            packed.Least, packed.Most, packed.IsLogarithmic ? 1 : 0, packed.Base64,
            [.. changes.Select(change => ChangeOf(change, line))]);
    }

    private static HistoryPageChange ChangeOf(HistoryChange change, HistoryLine line) => new(
        change.Before, change.After, change.IsCreep ? 1 : 0, change.From, change.To,
        change.IsWorse ? (change.Accepted is null ? "bad" : "warn") : "good",
        PlainText.OneLine(ChangeText.Brief(change)),
        PlainText.OneLine(ChangeText.Amount(change)),
        PlainText.OneLine(string.Join("; ", new[] { ChangeText.Place(change, line), ChangeText.Accepted(change) }.Concat(change.Beside).OfType<string>())));
}

/// <summary>A suite on a machine.</summary>
internal sealed record HistoryPageLine(string Title, HistoryPageSession[] Sessions, HistoryPageSeries[] Series);

/// <summary>A session: commit, subject, day, and the rest in words.</summary>
internal sealed record HistoryPageSession(string C, string S, string D, string W, int Dirty);

/// <summary>A series; texts are for people, numbers in base units, which <see cref="Factor"/> scales to <see cref="Unit"/>.</summary>
internal sealed record HistoryPageSeries(
    string Name, string Metric, string Last, string Unit, double Factor, double Least, double Most, int Log, string Values, HistoryPageChange[] Changes);

/// <summary>A change between two sessions.</summary>
internal sealed record HistoryPageChange(int Before, int After, int Creep, double From, double To, string Tone, string Brief, string Text, string Place);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HistoryPageData))]
internal sealed partial class HistoryPageContext : JsonSerializerContext;
