using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PerfGate.Reporting.Html;

/// <summary>Makes a page that fetches nothing, of a template with its style and script, which are part of this assembly.</summary>
internal static partial class Page
{
    /// <summary>Renders a page; the text ends with a line feed.</summary>
    /// <param name="name">The template's name, and that of its script.</param>
    /// <param name="styles">Its styles, beside those of the plots.</param>
    /// <param name="parts">What takes the place of <c>{{name}}</c> in the template, as HTML; style, script and the policy that allows them come from here.</param>
    public static string Render(string name, IEnumerable<string> styles, IReadOnlyDictionary<string, string> parts)
    {
        var style = Asset("uPlot.min.css") + string.Concat(styles.Select(Asset));
        var script = $"/*\nuPlot:\n{Asset("LICENSE")}\n*/\n{Asset("uPlot.iife.min.js")}\n{Asset("page.js")}\n{Asset($"{name}.js")}";
        var all = new Dictionary<string, string>(parts)
        {
            ["policy"] = $"default-src 'none'; script-src '{HashOf(script)}'; style-src '{HashOf(style)}'; base-uri 'none'; form-action 'none'",
            ["style"] = style,
            ["script"] = script,
        };
        // In one pass, so that a text with a placeholder in it stays that text.
        return Placeholder().Replace(Asset($"{name}.html"), match => all[match.Groups["name"].Value]);
    }

    private static string Asset(string name)
    {
        using var reader = new StreamReader(typeof(Page).Assembly.GetManifestResourceStream($"html/{name}")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    // Only what stands here when the page is written runs: neither a script nor a handler that a text smuggled in would.
    private static string HashOf(string inline) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(inline)))}";

    [GeneratedRegex(@"\{\{(?<name>[a-z]+)\}\}")]
    private static partial Regex Placeholder();
}
