using System.Globalization;
using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Reporting.Texts;
using static PerfGate.Reporting.Html.HtmlText;

namespace PerfGate.Reporting.Html;

/// <summary>The parts of the page around the table; an empty text where there is nothing to say.</summary>
internal static class HtmlSections
{
    /// <summary>How many diagnostics there are, as a link to them.</summary>
    public static string Said(GateResult result)
    {
        var counts = result.Diagnostics.GroupBy(d => d.Severity).OrderByDescending(group => group.Key)
            .Select(group => Format.Count(group.Count(), group.Key.ToString().ToLowerInvariant())).ToList();
        return counts.Count == 0 ? "" : $"""<p class="more"><a href="#diagnostics">{string.Join(", ", counts)}</a></p>{"\n"}""";
    }

    /// <summary>What to do next, as commands.</summary>
    public static string Steps(GateResult result) => Section("steps", "What to do next", "steps plain", NextSteps.Of(result).Select(step =>
        $"""<li><span>{Escape(step.For)}</span><code class="command" tabindex="0">{Escape(step.Command)}</code></li>"""));

    /// <summary>Why what is worse is worse; the JIT's code is folded.</summary>
    public static string Explanations(GateResult result) => Section("why", "Why it is worse", "plain diagnostics", ExplanationLines.Of(result).Select(explained =>
        $"<li><p><code>{Escape(explained.Id.ShortName)}</code></p>{string.Concat(ExplanationLines.Of(explained.Explanation).Select(line => $"<p>{Prose(line)}</p>"))}"
        + string.Concat(explained.Explanation.Code.Select(change => $"<details><summary>The JIT's code of {Escape(change.Method)}: {change.SizeBefore} to {change.SizeAfter} bytes</summary><pre class=\"evidence\">{Lines(change.Difference)}</pre></details>"))
        + "</li>"));

    /// <summary>Every diagnostic with its remedy, errors first. Opened rows show those that are about their benchmark again.</summary>
    public static string Diagnostics(GateResult result) => Section("diagnostics", "Diagnostics", "plain diagnostics", result.Diagnostics.Index()
        .OrderByDescending(d => d.Item.Severity).Select(d => Diagnostic(d.Item, d.Index)));

    /// <summary>The ratios in the run: each rule in a line, and its pairs folded.</summary>
    public static string Ratios(GateResult result)
    {
        var rules = RatioSummary.Of(result).ToList();
        if (rules.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder("""<section aria-labelledby="ratios-title"><h2 id="ratios-title">Ratios in the run</h2>""");
        Table(text, ["ratio", "pairs", "geometric mean", "least", "most", "baseline"], rules.Select(r => new[]
        {
            r.Name, r.Pairs.ToString(CultureInfo.InvariantCulture), Format.Ratio(r.Mean), Format.Ratio(r.Least), Format.Ratio(r.Most), Format.Ratio(r.BaselineMean),
        }));
        foreach (var rule in result.Ratios.GroupBy(ratio => ratio.Name))
        {
            text.Append(CultureInfo.InvariantCulture, $"<details><summary>{Escape(rule.Key)}: {Format.Count(rule.Count(), "pair")}</summary>");
            Table(text, ["benchmark", "divided by", "time", "the other's", "ratio", "95 % interval", "baseline"], rule.Select(r => new[]
            {
                r.Id.ShortName, r.Partner.ShortName, Format.Value(r.Value, Metric.Time), Format.Value(r.PartnerValue, Metric.Time), Format.Ratio(r.Ratio), Format.Interval(r.Interval), Format.Ratio(r.BaselineRatio),
            }), names: 2);
            text.Append("</details>\n");
        }

        return text.Append("</section>\n").ToString();
    }

    /// <summary>Both environments; what they differ in is marked.</summary>
    public static string Environment(EnvironmentNote e) => e.Baseline is not { } baseline
        ? Side("Now", Escape(e.Candidate), e.CandidateSource) + Side("Baseline", "none", "")
        : Side("Now", Marked(e.Candidate, baseline), e.CandidateSource)
            + Side("Baseline", baseline == e.Candidate && baseline != EnvironmentNote.UnknownMachine ? "the same kind of machine" : Marked(baseline, e.Candidate), e.BaselineSource)
            + (e.MatchesBaseline ? "" : Side("Judged", "Not the times: the environments differ.", ""));

    /// <summary>What holds for all comparisons.</summary>
    public static string Decided(GateResult result)
    {
        string?[] sentences =
        [
            $"At most {HowDecided.Share(result.Alpha)} of builds without a slowdown above {HowDecided.Share(result.MinimumEffect)} are flagged by time.",
            Headline.Launches(result) is { } launches ? $"Launches: {launches}." : null,
            "Of each launch its best iteration counts. Allocation and counters are compared exactly. An opened row says which test decided it.",
        ];
        return string.Concat(sentences.OfType<string>().Select(sentence => $"<li>{Escape(sentence)}</li>\n"));
    }

    private static string Side(string name, string text, string source) =>
        $"<div><dt>{name}</dt><dd>{text}{(source.Length == 0 ? "" : $"<br>{Escape(source)}")}</dd></div>\n";

    private static string Marked(string text, string other)
    {
        var theirs = other.Split(", ").ToHashSet();
        return string.Join(", ", text.Split(", ").Select(part => theirs.Contains(part) ? Escape(part) : $"<mark>{Escape(part)}</mark>"));
    }

    private static string Diagnostic(Diagnostic d, int index) =>
        $"""<li id="said-{index}"><p><span class="tag {HtmlTone.Of(d.Severity)}">{d.Severity.ToString().ToLowerInvariant()}</span> <code>{d.Code}</code> {Prose(d.Fact)}</p>"""
        + (d.Evidence is null ? "" : $"""<p class="evidence">{Lines(d.Evidence)}</p>""") + (d.Remedy is null ? "" : $"<p>{Prose(d.Remedy)}</p>") + "</li>";

    private static string Section(string id, string title, string classes, IEnumerable<string> items) => string.Join("\n", items) is { Length: > 0 } list
        ? $"""<section id="{id}" aria-labelledby="{id}-title"><h2 id="{id}-title">{title}</h2>{"\n"}<ul class="{classes}">{"\n"}{list}{"\n"}</ul></section>{"\n"}"""
        : "";

    private static void Table(StringBuilder text, string[] columns, IEnumerable<string[]> rows, int names = 1)
    {
        string Row(string[] cells, string tag) =>
            $"<tr>{string.Concat(cells.Select((cell, i) => $"""<{tag} class="{(i < names ? tag == "td" ? "name" : "" : "n")}">{Escape(cell)}</{tag}>"""))}</tr>\n";
        text.Append(CultureInfo.InvariantCulture, $"""<div class="scroll" tabindex="0" role="region" aria-label="{columns[0]}"><table><thead>{Row(columns, "th")}</thead><tbody>{"\n"}""");
        text.AppendJoin("", rows.Select(row => Row(row, "td"))).Append("</tbody></table></div>\n");
    }
}
