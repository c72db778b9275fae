using System.Collections.Immutable;
using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using PerfGate.Studies;

namespace PerfGate.Reporting.Studies;

/// <summary>The speed-ups of a group as a picture: a row for each operation and its parameters, a marker with its interval for each arm.</summary>
public static class StudyPlot
{
    private const double Width = 860;
    private const double Frame = 140;
    private const int LongestLabel = 60;
    private const double RowMargin = 10;
    private const double ArmHeight = 11;

    /// <summary>Whether a group has anything to plot: an arm that was compared with the base.</summary>
    public static bool Has(Study study, StudyGroup group) => ComparedRows(study, group).Any();

    /// <summary>Renders a group as SVG, the same bytes for the same result; the text ends with a line feed.</summary>
    /// <param name="study">The study.</param>
    /// <param name="group">One of its groups, for which <see cref="Has"/> holds.</param>
    public static string Render(Study study, StudyGroup group)
    {
        var rows = ComparedRows(study, group).ToList();
        ImmutableArray<StudyArm> arms = [.. group.ArmsOf(study.Arms).Where(arm => arm != study.Base)];
        var model = new PlotModel
        {
            Title = group.Name,
            Culture = CultureInfo.InvariantCulture,
            DefaultFont = "sans-serif",
            // A page may be dark, and text is black.
            Background = OxyColors.White,
            Padding = new OxyThickness(8, 8, 24, 8),
        };
        var range = StudyPlotSeries.RangeOf(rows.SelectMany(row => row.Row.Comparisons.Where(c => c.Pair.Against == study.Base)));
        AddAxes(model, study, rows.Select(row => row.Label), range);
        AddLevel(model, study.MinimumEffect);
        foreach (var (i, arm) in arms.Index())
        {
            StudyPlotSeries.Add(model, new StudyPair(arm, study.Base), study.Arms.IndexOf(arm), Offset(i, arms.Length), [.. rows.Select(row => row.Row)], range);
        }

        var height = Frame + (rows.Count * (RowMargin + (arms.Length * ArmHeight)));
        return SvgExporter.ExportToString(model, Width, height, isDocument: false, textMeasurer: new WideText(Width, height))
            .ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static IEnumerable<(string Label, StudyRow Row)> ComparedRows(Study study, StudyGroup group) => group.Operations
        .SelectMany(operation => operation.Rows.Select(row => (Label(operation, row), row)))
        .Where(labelled => labelled.row.Comparisons.Any(comparison => comparison.Pair.Against == study.Base));

    private static string Label(StudyOperation operation, StudyRow row)
    {
        var label = operation.Name.Length == 0 ? row.Parameters
            : row.Parameters.Length == 0 ? operation.Name
            : $"{operation.Name}({row.Parameters})";
        return label.Length <= LongestLabel ? label : label[..(LongestLabel - 1)] + "…";
    }

    private static void AddAxes(PlotModel model, Study study, IEnumerable<string> labels, Statistics.Interval range)
    {
        var operations = new CategoryAxis { Position = AxisPosition.Left, StartPosition = 1, EndPosition = 0, TickStyle = TickStyle.None };
        operations.Labels.AddRange(labels);
        (operations.Minimum, operations.Maximum) = (-0.5, operations.Labels.Count - 0.5);
        model.Axes.Add(operations);
        model.Axes.Add(new LogarithmicAxis
        {
            Position = AxisPosition.Bottom,
            Base = 2,
            PowerPadding = false,
            Minimum = range.Lower,
            Maximum = range.Upper,
            StringFormat = "0.####",
            Title = $"speed-up over {study.Base.Name}, 95 % interval (right of 1 is faster)",
            AxisTitleDistance = 10,
            MinorTickSize = 0,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = OxyColor.FromRgb(225, 225, 225),
        });
        model.Legends.Add(new Legend
        {
            LegendPosition = LegendPosition.TopCenter,
            LegendPlacement = LegendPlacement.Outside,
            LegendOrientation = LegendOrientation.Horizontal,
        });
    }

    private static void AddLevel(PlotModel model, double minimumEffect)
    {
        model.Annotations.Add(new RectangleAnnotation
        {
            MinimumX = 1 / (1 + minimumEffect),
            MaximumX = 1 + minimumEffect,
            Fill = OxyColor.FromRgb(238, 238, 238),
            Layer = AnnotationLayer.BelowAxes,
        });
        model.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical,
            X = 1,
            Color = OxyColors.Black,
            LineStyle = LineStyle.Solid,
            StrokeThickness = 1,
            Layer = AnnotationLayer.BelowSeries,
        });
    }

    // The arms of a row lie beside each other, in the middle four fifths of it.
    private static double Offset(int arm, int arms) => arms == 1 ? 0 : 0.8 * (((arm + 0.5) / arms) - 0.5);
}
