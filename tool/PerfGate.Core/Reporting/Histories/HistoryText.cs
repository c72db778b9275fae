using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PerfGate.Formatting;
using PerfGate.Histories;
using PerfGate.Histories.Changes;
using PerfGate.Reporting.Texts;

namespace PerfGate.Reporting.Histories;

/// <summary>The trends of a history for a terminal.</summary>
public static class HistoryText
{
    private const int WidthOfTrend = 40;
    private const int MostUnchanged = 20;

    /// <summary>One suite on one machine: what changed first, then the trends.</summary>
    /// <param name="line">The sessions, with the series that are shown.</param>
    /// <param name="changes">What changed in them.</param>
    /// <param name="showsAll">Whether to show what did not change, too.</param>
    /// <param name="alpha">The share of unchanged histories in which anything may be found.</param>
    public static string Render(HistoryLine line, ImmutableArray<HistoryChange> changes, bool showsAll, double alpha)
    {
        var text = new StringBuilder();
        void Say(string said) => text.Append(PlainText.OneLine(said)).Append('\n');
        Say($"{(line.Suite.Length == 0 ? "results" : line.Suite)} on {line.Environment}");
        text.Append("  ");
        Say(line.Machine);
        var sessions = line.Sessions;
        var dirty = sessions.Count(session => session.Commit is { IsDirty: true });
        text.Append("  ");
        Say($"{Format.Count(sessions.Length, "session")}, {ChangeText.Day(sessions[0])} to {ChangeText.Day(sessions[^1])}; {Format.Count(line.Series.Select(s => s.Id).Distinct().Count(), "benchmark")}; {Summary(changes)}");
        if (dirty > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Format.Count(dirty, "session")} of uncommitted changes {(dirty == 1 ? "is" : "are")} shown, and not searched\n");
        }

        var bySeries = changes.ToLookup(change => change.Series);
        var changed = line.Series.Where(bySeries.Contains).ToList();
        foreach (var series in changed.OrderByDescending(s => bySeries[s].Any(change => change is { IsWorse: true, Accepted: null })))
        {
            WriteSeries(text, series);
            foreach (var change in bySeries[series])
            {
                text.Append("      ");
                Say($"{ChangeText.Amount(change)}  {ChangeText.Place(change, line)}");
                foreach (var more in change.Beside.Append(ChangeText.Accepted(change)).OfType<string>())
                {
                    text.Append("        ");
                    Say(more);
                }
            }
        }

        WriteUnchanged(text, [.. line.Series.Where(series => !bySeries.Contains(series))], showsAll);
        text.Append(CultureInfo.InvariantCulture, $"  At most {HowDecided.Share(alpha)} of unchanged histories show any change of times.\n");
        return text.ToString();
    }

    private static void WriteUnchanged(StringBuilder text, IReadOnlyList<HistorySeries> unchanged, bool showsAll)
    {
        var shown = showsAll || unchanged.Count <= MostUnchanged ? unchanged : [];
        foreach (var series in shown)
        {
            WriteSeries(text, series);
        }

        if (shown.Count < unchanged.Count)
        {
            text.Append(CultureInfo.InvariantCulture, $"  and {unchanged.Count} without a change: --benchmark GLOB or --all shows them\n");
        }
    }

    private static void WriteSeries(StringBuilder text, HistorySeries series)
    {
        var values = series.Points.Select(point => point.Value.Value).ToList();
        var (least, most) = (values.Min(), values.Max());
        text.Append("    ").Append(PlainText.OneLine($"{series.Id} {series.Metric.Name}")).Append("\n      ")
            .Append(Sparkline.Of(series.Points, WidthOfTrend))
            .Append(CultureInfo.InvariantCulture, $"  {Format.Value(values[^1], series.Metric)} (")
            .Append(least == most ? "always" : $"{Format.Value(least, series.Metric)} to {Format.Value(most, series.Metric)}").Append(")\n");
    }

    /// <summary>How many changes there are, in words.</summary>
    public static string Summary(ImmutableArray<HistoryChange> changes)
    {
        (string Word, int Count)[] counts =
        [
            ("worse", changes.Count(change => change is { IsWorse: true, IsCreep: false, Accepted: null })),
            ("crept", changes.Count(change => change is { IsWorse: true, IsCreep: true, Accepted: null })),
            ("accepted", changes.Count(change => change.Accepted is not null)),
            ("better", changes.Count(change => !change.IsWorse)),
        ];
        return changes.IsEmpty ? "no change found" : $"{Format.Count(changes.Length, "change")}: {string.Join(", ", counts.Where(c => c.Count > 0).Select(c => $"{c.Count} {c.Word}"))}";
    }
}
