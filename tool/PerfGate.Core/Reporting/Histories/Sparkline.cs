using PerfGate.Histories;
using PerfGate.Statistics;

namespace PerfGate.Reporting.Histories;

/// <summary>A trend in one line of text: eight heights from the least value to the largest.</summary>
public static class Sparkline
{
    private const string Heights = "▁▂▃▄▅▆▇█";

    /// <summary>The line.</summary>
    /// <param name="points">The values in order; at least one.</param>
    /// <param name="width">The most characters, at least 1: where there are more values, each character is the median of some.</param>
    public static string Of(IReadOnlyList<HistoryPoint> points, int width)
    {
        var shown = Math.Min(width, points.Count);
        var values = Enumerable.Range(0, shown)
            .Select(i => LaunchSummary.Median([.. points.Skip(i * points.Count / shown).Take(((i + 1) * points.Count / shown) - (i * points.Count / shown)).Select(point => point.Value.Value)]))
            .ToList();
        var (least, most) = (values.Min(), values.Max());
        return string.Concat(values.Select(value => Heights[most == least ? 0 : (int)Math.Round((value - least) / (most - least) * (Heights.Length - 1))]));
    }
}
