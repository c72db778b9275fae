using OxyPlot;
using OxyPlot.Series;
using PerfGate.Statistics;
using PerfGate.Studies;

namespace PerfGate.Reporting.Studies;

/// <summary>The markers and intervals of one arm in a plot.</summary>
internal static class StudyPlotSeries
{
    private const double Padding = 1.15;

    // M. Okabe, K. Ito, "Color Universal Design", 2008: told apart by the colour-blind, too; and no two neighbours share a shape.
    private static readonly OxyColor[] Colors =
    [
        OxyColor.FromRgb(0, 0, 0), OxyColor.FromRgb(213, 94, 0), OxyColor.FromRgb(86, 180, 233), OxyColor.FromRgb(0, 114, 178),
        OxyColor.FromRgb(0, 158, 115), OxyColor.FromRgb(204, 121, 167), OxyColor.FromRgb(230, 159, 0),
    ];

    private static readonly MarkerType[] Shapes = [MarkerType.Circle, MarkerType.Square, MarkerType.Diamond, MarkerType.Triangle];

    /// <summary>The part of the axis that shows all that is known, and 1 with some room.</summary>
    public static Interval RangeOf(IEnumerable<StudyComparison> comparisons)
    {
        var values = comparisons.Select(c => c.Speedup)
            .SelectMany(s => new[] { s.Ratio, s.Interval.Lower, s.Interval.Upper })
            .Where(value => value > 0 && double.IsFinite(value))
            .Concat([0.5, 2])
            .ToList();
        return new Interval(values.Min() / Padding, values.Max() * Padding);
    }

    /// <summary>Adds an arm to a plot.</summary>
    /// <param name="model">The plot.</param>
    /// <param name="pair">The arm, and what it is compared with.</param>
    /// <param name="style">Its place among all arms, so that it looks alike in every plot.</param>
    /// <param name="offset">How far from the middle of a row it lies.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="range">What the axis shows; bounds that are not known end there.</param>
    public static void Add(PlotModel model, StudyPair pair, int style, double offset, IReadOnlyList<StudyRow> rows, Interval range)
    {
        var color = Colors[style % Colors.Length];
        var intervals = new LineSeries { Color = color, StrokeThickness = 1.5, RenderInLegend = false };
        var estimates = new ScatterSeries
        {
            Title = pair.Arm.Name,
            MarkerType = Shapes[style % Shapes.Length],
            MarkerFill = color,
            MarkerSize = 4,
        };
        foreach (var (i, row) in rows.Index())
        {
            if (row.Find(pair) is var (_, speedup, _))
            {
                intervals.Points.Add(new DataPoint(Math.Max(range.Lower, speedup.Interval.Lower), i + offset));
                intervals.Points.Add(new DataPoint(Math.Min(range.Upper, speedup.Interval.Upper), i + offset));
                intervals.Points.Add(DataPoint.Undefined);
                estimates.Points.Add(new ScatterPoint(speedup.Ratio, i + offset));
            }
        }

        model.Series.Add(intervals);
        model.Series.Add(estimates);
    }
}
