using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using PerfGate.Histories;
using PerfGate.Histories.Changes;
using PerfGate.Reporting.Json;

namespace PerfGate.Reporting.Histories;

/// <summary>A history for machines: see docs/history.md.</summary>
public static class HistoryJsonReport
{
    private static readonly HistoryReportJsonContext Context = new(new JsonSerializerOptions(HistoryReportJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The sessions, without what they measured; the text ends with a line feed.</summary>
    public static string Sessions(History history) => Write(new HistoryReportJson(HistoryReportJson.CurrentVersion, Alpha: null, [.. history.Lines.Select(line => ToJson(line, series: null))]));

    /// <summary>The trends and what changed; the text ends with a line feed.</summary>
    /// <param name="lines">Each suite on each machine, with the series that are shown and what changed in them.</param>
    /// <param name="alpha">The share of unchanged histories in which anything may be found.</param>
    public static string Trends(IEnumerable<(HistoryLine Line, ImmutableArray<HistoryChange> Changes)> lines, double alpha) => Write(new HistoryReportJson(HistoryReportJson.CurrentVersion, alpha, [.. lines.Select(shown =>
    {
        var bySeries = shown.Changes.ToLookup(change => change.Series);
        return ToJson(shown.Line, [.. shown.Line.Series.Select(series => ToJson(series, shown.Line.Sessions.Length, bySeries[series]))]);
    })]));

    private static string Write(HistoryReportJson json) => JsonText.Harmless(JsonSerializer.Serialize(json, Context.HistoryReportJson)) + "\n";

    private static HistoryReportLineJson ToJson(HistoryLine line, HistoryReportSeriesJson[]? series) => new(
        line.Suite, line.Environment.Value, line.Machine, [.. line.Sessions.Select(ToJson)], series);

    private static HistoryReportSessionJson ToJson(HistorySession session) => new(
        session.Commit is { } c ? new HistoryReportCommitJson(c.Hash, TextOf(c.Subject), c.IsDirty, c.CommittedAt) : null,
        session.MeasuredAt, session.Origin.Word(), TextOf(session.Harness), TextOf(session.Runner), session.Values.Select(value => value.Id).Distinct().Count());

    private static HistoryReportSeriesJson ToJson(HistorySeries series, int sessions, IEnumerable<HistoryChange> changes)
    {
        var values = new double?[sessions];
        foreach (var (session, value) in series.Points)
        {
            values[session] = value.Value;
        }

        return new HistoryReportSeriesJson(series.Id.ToString(), series.Metric.Name, series.Metric.Unit, values, [.. changes.Select(ToJson)]);
    }

    private static HistoryReportChangeJson ToJson(HistoryChange change) => new(
        change.IsCreep ? "creep" : "step", change.Before, change.After, change.From, change.To, change.Ratio, change.IsWorse, change.PValue,
        change.Accepted is { } a ? new HistoryReportAcceptedJson(a.Reason, a.By, a.Since, a.Share, a.Until) : null, change.Beside.IsEmpty ? null : [.. change.Beside]);

    private static string? TextOf(string text) => text.Length == 0 ? null : text;
}
