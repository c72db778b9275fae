using System.Globalization;
using System.Text;
using PerfGate.Gating;
using PerfGate.Results;
using static PerfGate.Reporting.Markdown;

namespace PerfGate.Reporting;

/// <summary>The result for a pull request's comment or a page of documentation.</summary>
public static class MarkdownReport
{
    /// <summary>Renders a result as GitHub-flavoured Markdown; the text ends with a line feed.</summary>
    public static string Render(GateResult result)
    {
        var text = new StringBuilder();
        Line(text, $"## PerfGate: {Headline.Word(result)}");
        Line(text, $"\n{Headline.Counts(result)}.{(Headline.Meaning(result) is { } meaning ? $" {meaning}" : "")}");
        Line(text, $"\n- Measured on {result.Environment.Candidate}{After(result.Environment.CandidateSource)}");
        Line(text, result.Environment.Baseline is { } baseline
            ? $"- Baseline: {(result.Environment.MatchesBaseline ? "same machine" : baseline)}{After(result.Environment.BaselineSource)}"
            : "- Baseline: none");
        if (Headline.Launches(result) is { } launches)
        {
            Line(text, $"- Launches: {launches}");
        }

        Line(text, string.Create(CultureInfo.InvariantCulture, $"- At most {result.Alpha:0.##%} of builds without a slowdown above {result.MinimumEffect:0.##%} are flagged by time"));
        Diagnostics(text, result);
        Ratios(text, result);
        Table(text, "Worth a look", [.. Headline.InOrder(result.Judgements.Where(Headline.IsWorthALook))]);
        Table(text, "Everything", [.. Headline.InOrder(result.Judgements)], folded: true);
        return text.ToString();
    }

    private static void Diagnostics(StringBuilder text, GateResult result)
    {
        if (!result.Diagnostics.IsEmpty)
        {
            Line(text, "");
        }

        foreach (var d in result.Diagnostics.OrderByDescending(d => d.Severity))
        {
            Line(text, $"- **{d.Severity.ToString().ToLowerInvariant()} {d.Code}** {Escape(d.Fact)}"
                + (d.Evidence is null ? "" : $" ({Escape(d.Evidence)})") + (d.Remedy is null ? "" : $". {Escape(d.Remedy)}"));
        }
    }

    private static void Ratios(StringBuilder text, GateResult result)
    {
        foreach (var rule in result.Ratios.GroupBy(r => r.Name))
        {
            Line(text, $"\n### {rule.Key}\n\n| benchmark | time | divided by | ratio | 95 % interval | baseline |\n|---|--:|--:|--:|--:|--:|");
            foreach (var r in rule)
            {
                Line(text, $"| {Escape(r.Id.ShortName)} | {Format.Value(r.Value, Metric.Time)} | {Format.Value(r.PartnerValue, Metric.Time)} "
                    + $"| {Format.Ratio(r.Ratio)} | {Format.Interval(r.Interval)} | {Format.Ratio(r.BaselineRatio)} |");
            }
        }
    }

    private static void Table(StringBuilder text, string title, IReadOnlyList<Judgement> judgements, bool folded = false)
    {
        if (judgements.Count == 0)
        {
            return;
        }

        Line(text, folded ? $"\n<details><summary>{title}</summary>\n" : $"\n### {title}\n");
        Line(text, "| benchmark | metric | verdict | baseline | now | ratio | 95 % interval | would have shown |\n|---|---|---|--:|--:|--:|--:|--:|");
        foreach (var judgement in judgements)
        {
            var c = judgement.Comparison;
            Line(text, $"| {Escape(c.Id.ShortName)} | {Escape(c.Metric.Name)} | {Headline.Word(judgement)} | {Value(c.Baseline, c.Metric)} "
                + $"| {Value(c.Candidate, c.Metric)} | {Format.Ratio(c.Ratio)} | {Format.Interval(c.Interval)} "
                + $"| {((c.Detects ?? c.MinimumDetectableEffect) is { } mde ? Format.Percent(mde) : "-")} |");
        }

        if (folded)
        {
            Line(text, "\n</details>");
        }
    }

    private static string Value(Side? side, Metric metric) => side is null ? "-" : Format.Value(side.Value, metric);

    private static string After(string source) => source.Length == 0 ? "" : $", {source}";
}
