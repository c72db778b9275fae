using PerfGate.Gating.Model;
using PerfGate.Reporting.Texts;

using static PerfGate.Reporting.Html.HtmlText;

namespace PerfGate.Reporting.Html;

/// <summary>The result as one page that fetches nothing: see docs/html-report.md.</summary>
public static class HtmlReport
{
    /// <summary>Renders the page; the text ends with a line feed.</summary>
    public static string Render(GateResult result)
    {
        var judgements = Headline.InOrder(result.Judgements).ToList();
        var diagnostics = HtmlSections.Diagnostics(result);
        // Where something did not run, why not comes before what else was found.
        var isFailed = result.Outcome == Outcome.Failed;
        var parts = new Dictionary<string, string>
        {
            ["word"] = Headline.Word(result),
            ["tone"] = HtmlTone.Of(result.Outcome),
            ["counts"] = Escape(Headline.Counts(result)) + ".",
            ["meaning"] = Headline.Meaning(result) is { } meaning ? $"<p class=\"more\">{Escape(meaning)}</p>\n" : "",
            ["said"] = HtmlSections.Said(result),
            ["steps"] = HtmlSections.Steps(result),
            ["failures"] = isFailed ? diagnostics : "",
            ["rows"] = HtmlRows.Render(judgements),
            ["why"] = HtmlSections.Explanations(result),
            ["ratios"] = HtmlSections.Ratios(result),
            ["diagnostics"] = isFailed ? "" : diagnostics,
            ["environment"] = HtmlSections.Environment(result.Environment),
            ["decided"] = HtmlSections.Decided(result),
            ["data"] = HtmlRows.ToData(judgements, result).ToJson(),
        };
        return Page.Render("report", ["report.css"], parts);
    }
}
