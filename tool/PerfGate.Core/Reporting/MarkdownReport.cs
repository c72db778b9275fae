using System.Globalization;
using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Reporting.Texts;
using static PerfGate.Reporting.Texts.Markdown;

namespace PerfGate.Reporting;

/// <summary>The result for a pull request's comment, a job's summary or a page of documentation: what changed is open, the rest is folded.</summary>
public static class MarkdownReport
{
    /// <summary>The most characters of a comment on GitHub.</summary>
    public const int Longest = 65_536;

    /// <summary>The comment's first line, by which it is found and edited in place.</summary>
    public const string Marker = "<!-- perfgate -->";

    private const int MostRatios = 30;
    private const int MostDiagnostics = 20;
    private const int MostCodeLines = 60;

    /// <summary>Renders a result as GitHub-flavoured Markdown of at most <see cref="Longest"/> characters; the text ends with a line feed.</summary>
    public static string Render(GateResult result)
    {
        var text = new StringBuilder();
        Line(text, Marker);
        Line(text, $"## PerfGate: {Headline.Word(result)}");
        Line(text, $"\n{Headline.Counts(result)}.{(Headline.Meaning(result) is { } meaning ? $" {meaning}" : "")}");
        var notable = Headline.InOrder(result.Judgements.Where(Headline.IsWorthALook)).ToList();
        var left = Longest - Folded(result, room: 0).Length;
        Table(text, notable, "", left / 2);
        Diagnostics(text, [.. result.Diagnostics.Where(d => d.Severity != Severity.Note).OrderByDescending(d => d.Severity)], left / 4);
        Next(text, result);
        Explanations(text, result, (Longest - text.Length) / 2);
        text.Append(Folded(result, Longest - text.Length));
        return text.ToString();
    }

    private static string Folded(GateResult result, int room)
    {
        var text = new StringBuilder();
        if (result.Outcome == Outcome.Skipped)
        {
            Diagnostics(text, [.. result.Diagnostics], room, "Notes");
            return text.ToString();
        }

        Line(text, "\n<details><summary>Where and how it was measured</summary>\n");
        Line(text, $"- Measured on {Escape(result.Environment.Candidate)}{After(result.Environment.CandidateSource)}");
        Line(text, result.Environment.Baseline is { } baseline
            ? $"- Baseline: {(result.Environment.MatchesBaseline && baseline != EnvironmentNote.UnknownMachine ? "same machine" : Escape(baseline))}{After(result.Environment.BaselineSource)}"
            : "- Baseline: none");
        if (Headline.Launches(result) is { } launches)
        {
            Line(text, $"- Launches: {launches}");
        }

        Line(text, string.Create(CultureInfo.InvariantCulture, $"- At most {result.Alpha:0.##%} of builds without a slowdown above {result.MinimumEffect:0.##%} are flagged by time"));
        Line(text, "\n</details>");
        Ratios(text, result);
        Diagnostics(text, [.. result.Diagnostics.Where(d => d.Severity == Severity.Note)], room / 8, "Notes");
        Table(text, [.. Headline.InOrder(result.Judgements)], "Everything", room - text.Length);
        return text.ToString();
    }

    private static void Diagnostics(StringBuilder text, List<Diagnostic> diagnostics, int room, string? folded = null)
    {
        var lines = diagnostics.ConvertAll(d => $"- **{d.Severity.ToString().ToLowerInvariant()} {d.Code}** {Escape(d.Fact)}"
            + (d.Evidence is null ? "" : $" ({Escape(d.Evidence)})") + (d.Remedy is null ? "" : $". {Escape(d.Remedy)}"));
        var shown = Fitting(lines, room).Take(MostDiagnostics).ToList();
        if (lines.Count == 0)
        {
            return;
        }

        Line(text, folded is null ? "" : $"\n<details><summary>{folded}</summary>\n");
        shown.ForEach(line => Line(text, line));
        AndMore(text, lines.Count - shown.Count, "- ");
        if (folded is not null)
        {
            Line(text, "\n</details>");
        }
    }

    private static void Next(StringBuilder text, GateResult result)
    {
        var steps = NextSteps.Of(result).ToList();
        if (steps.Count > 0)
        {
            Line(text, "\nNext:\n");
            steps.ForEach(step => Line(text, $"- {Code(step.Command)} {step.For}"));
        }
    }

    private static void Explanations(StringBuilder text, GateResult result, int room)
    {
        foreach (var (id, explanation) in ExplanationLines.Of(result))
        {
            var part = new StringBuilder();
            Line(part, $"\n<details><summary>Why {CodeElement(id.ShortName)} is worse</summary>\n");
            foreach (var line in ExplanationLines.Of(explanation))
            {
                Line(part, $"- {Escape(line)}");
            }

            foreach (var change in explanation.Code)
            {
                Line(part, $"\nThe JIT's code of {Code(change.Method)}: {change.SizeBefore} -> {change.SizeAfter} bytes");
                Line(part, $"\n{Block("diff", PlainText.Lines(change.Difference).Take(MostCodeLines))}");
            }

            Line(part, "\n</details>");
            room -= part.Length;
            text.Append(room > 0 ? part : "");
        }
    }

    private static void Ratios(StringBuilder text, GateResult result)
    {
        var rules = RatioSummary.Of(result).ToList();
        if (rules.Count == 0)
        {
            return;
        }

        Line(text, "\n<details><summary>Ratios in the run</summary>\n");
        Line(text, "| ratio | pairs | geometric mean | least | most | baseline |\n|---|--:|--:|--:|--:|--:|");
        foreach (var r in rules.Take(MostRatios))
        {
            Line(text, string.Create(
                CultureInfo.InvariantCulture,
                $"| {CodeCell(r.Name)} | {r.Pairs} | {Format.Ratio(r.Mean)} | {Format.Ratio(r.Least)} | {Format.Ratio(r.Most)} | {Format.Ratio(r.BaselineMean)} |"));
        }

        AndMore(text, rules.Count - MostRatios, "\n");
        Line(text, "\n</details>");
    }

    private static void Table(StringBuilder text, List<Judgement> judgements, string folded, int room)
    {
        if (judgements.Count == 0)
        {
            return;
        }

        var rows = judgements.ConvertAll(judgement =>
        {
            var c = judgement.Comparison;
            return $"| {Headline.Word(judgement)} | {CodeCell(c.Id.ShortName)} | {CodeCell(c.Metric.Name)} | {Value(c.Baseline, c.Metric)} "
                + $"| {Value(c.Candidate, c.Metric)} | {Format.Ratio(c.Ratio)} | {Format.Interval(c.Interval)} "
                + $"| {((c.Detects ?? c.MinimumDetectableEffect) is { } mde ? Format.Percent(mde) : "-")} |";
        });
        var shown = Fitting(rows, room).ToList();
        Line(text, folded.Length > 0 ? $"\n<details><summary>{folded}</summary>\n" : "");
        if (shown.Count > 0)
        {
            Line(text, "| verdict | benchmark | metric | baseline | now | ratio | 95 % interval | would have shown |\n|---|---|---|--:|--:|--:|--:|--:|");
            shown.ForEach(row => Line(text, row));
        }

        AndMore(text, rows.Count - shown.Count, "\n");
        if (folded.Length > 0)
        {
            Line(text, "\n</details>");
        }
    }

    // With room for the table's head, its end, and how many more there are.
    private static IEnumerable<string> Fitting(IEnumerable<string> lines, int room)
    {
        room -= 400;
        return lines.TakeWhile(line => (room -= line.Length + 1) >= 0);
    }

    private static void AndMore(StringBuilder text, int more, string before)
    {
        if (more > 0)
        {
            Line(text, string.Create(CultureInfo.InvariantCulture, $"{before}and {more} more, in the JSON result"));
        }
    }

    private static string Value(Side? side, Metric metric) => side is null ? "-" : Escape(Format.Value(side.Value, metric));

    private static string After(string source) => source.Length == 0 ? "" : $", {Escape(source)}";
}
