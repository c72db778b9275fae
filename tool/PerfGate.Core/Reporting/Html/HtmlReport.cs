using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PerfGate.Gating;
using static PerfGate.Reporting.Html.HtmlText;

namespace PerfGate.Reporting.Html;

/// <summary>The result as one page that fetches nothing: see docs/html-report.md.</summary>
public static partial class HtmlReport
{
    /// <summary>Renders the page; the text ends with a line feed.</summary>
    public static string Render(GateResult result)
    {
        var judgements = Headline.InOrder(result.Judgements).ToList();
        var style = Asset("uPlot.min.css") + Asset("report.css");
        var script = $"/*\nuPlot:\n{Asset("LICENSE")}\n*/\n{Asset("uPlot.iife.min.js")}\n{Asset("report.js")}";
        var diagnostics = HtmlSections.Diagnostics(result);
        // Where something did not run, why not comes before what else was found.
        var isFailed = result.Outcome == Outcome.Failed;
        var parts = new Dictionary<string, string>
        {
            ["policy"] = $"default-src 'none'; script-src '{HashOf(script)}'; style-src '{HashOf(style)}'; base-uri 'none'; form-action 'none'",
            ["style"] = style,
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
            ["script"] = script,
        };
        // In one pass, so that a text with a placeholder in it stays that text.
        return Placeholder().Replace(Asset("report.html"), match => parts[match.Groups["name"].Value]);
    }

    /// <summary>A file that is part of this assembly.</summary>
    internal static string Asset(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream($"html/{name}")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>A source of the page's policy: only what stands there when the page is written runs, neither a script nor a handler that a text smuggled in would.</summary>
    internal static string HashOf(string inline) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)))}";

    [GeneratedRegex(@"\{\{(?<name>[a-z]+)\}\}")]
    private static partial Regex Placeholder();
}
