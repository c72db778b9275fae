using System.Globalization;
using System.Text;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Reporting.Texts;
using PerfGate.Statistics;
using static PerfGate.Reporting.Html.HtmlText;

namespace PerfGate.Reporting.Html;

/// <summary>The table's rows: as markup, which can be read without a script, and as data, which the script opens them with.</summary>
internal static class HtmlRows
{
    /// <summary>The rows of the table.</summary>
    public static string Render(IEnumerable<Judgement> judgements)
    {
        var text = new StringBuilder();
        foreach (var j in judgements)
        {
            var c = j.Comparison;
            text.Append(CultureInfo.InvariantCulture, $"""
                <tr class="row"><td><span class="tag {HtmlTone.Of(j)}">{Headline.Word(j)}</span></td><td class="name">{Escape(c.Id.ShortName)}</td><td>{Escape(c.Metric.Name)}</td>
                """);
            Cell(text, "baseline", Value(c.Baseline, c.Metric));
            Cell(text, "now", Value(c.Candidate, c.Metric));
            Cell(text, "ratio", Format.Ratio(c.Ratio), j.Verdict switch { Verdict.Regressed => "bad", Verdict.Improved => "good", _ => "" });
            Cell(text, "95 %", Format.Interval(c.Interval));
            Cell(text, "detects", DetectsOf(c) is { } detects ? Format.Percent(detects) : "-");
            text.Append("</tr>\n");
        }

        return text.ToString();
    }

    /// <summary>The same as data.</summary>
    public static HtmlData ToData(IEnumerable<Judgement> judgements, GateResult result)
    {
        var said = result.Diagnostics.Index().Where(d => d.Item.Benchmark is not null).ToLookup(d => d.Item.Benchmark!, d => d.Index);
        return new HtmlData([.. judgements.Select(j => ToData(j, result.Alpha, [.. said[j.Comparison.Id]]))]);
    }

    private static HtmlRow ToData(Judgement j, double alpha, int[] said)
    {
        var c = j.Comparison;
        var (factor, unit) = Format.Scale(new[] { c.Baseline, c.Candidate }.OfType<Side>().SelectMany(s => s.Values.Append(s.Value)).Select(Math.Abs).DefaultIfEmpty().Max(), c.Metric);
        return new HtmlRow(
            PlainText.OneLine(c.Id.ToString()), PlainText.OneLine(c.Id.ShortName), PlainText.OneLine(c.Metric.Name), Headline.Word(j), PlainText.OneLine(HowDecided.Of(j, alpha)),
            [.. c.Warnings.Where(warning => !HowDecided.Says(warning)).Concat(j.Anchor?.Comparison.Warnings ?? []).Distinct().Select(PlainText.OneLine)], [.. HtmlFacts.Of(j)], said, PlainText.OneLine(unit), factor, c.MinimumEffect)
        {
            IsHigherBetter = c.Metric.Direction == MetricDirection.HigherIsBetter,
            Baseline = c.Baseline?.Value,
            Now = c.Candidate?.Value,
            Change = HtmlFacts.Change(c),
            Before = ValuesOf(c.Baseline),
            After = ValuesOf(c.Candidate),
            Ratio = c.Ratio,
            RatioText = $"Ratio {Format.Ratio(c.Ratio)}, 95 % interval {Format.Interval(c.Interval)}.",
            Interval = ToData(c.Interval),
            Detects = DetectsOf(c),
            Anchor = j.Anchor is { Comparison: var a } ? new HtmlAnchor(a.Ratio, ToData(a.Interval)) : null,
        };
    }

    // Of an interval that says nothing there is nothing to draw.
    private static double?[]? ToData(Interval? interval) => interval is not { } i || i is { Lower: 0, Upper: double.PositiveInfinity } ? null
        : [i.Lower == 0 ? null : i.Lower, double.IsInfinity(i.Upper) ? null : i.Upper];

    private static double[]? ValuesOf(Side? side) => side is { Values.IsEmpty: false } ? [.. side.Values] : null;

    private static double? DetectsOf(Comparison c) => c.Detects ?? c.MinimumDetectableEffect;

    private static string Value(Side? side, Metric metric) => side is null ? "-" : Format.Value(side.Value, metric);

    // What is not there takes no room on a narrow screen.
    private static void Cell(StringBuilder text, string label, string value, string tone = "") => text.Append(
        CultureInfo.InvariantCulture,
        $"""<td class="n {tone}"{(value == "-" ? "></td>" : $""" data-label="{label}">{Escape(value)}</td>""")}""");
}
