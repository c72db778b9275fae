using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

/// <summary>Texts from strangers in the html report, from a saved result: they are read, and do nothing.</summary>
[Collection(nameof(RenderedPages))]
public class HostileHtml(RenderedPages pages)
{
    private static readonly string[] Markup =
    [
        "<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "\"><svg onload=alert(4)>", "javascript:alert(5)",
        "' onclick='alert(6)", "<!--", "-->", "]]>", "</style></title></td></table>", "&lt;b&gt; &amp;", "{{script}} {{data}}", "${alert(7)}", "<a href='javascript:alert(8)'>x</a>",
        "`<b>code</b>`", "[x](https://example.org) @somebody ::error::x",
    ];

    private static readonly string[] Odd =
        ["\u001b[31mred\u001b[0m", "one\ntwo\r\nthree", "\u202Eright to left\u202C", "zero\u200Bwidth", "line\u2028and\u2029paragraph", "nul\0bell\a", new('x', 10_000), new('<', 10_000)];

    [Fact]
    public async Task Is_only_text()
    {
        string[] texts = [.. Markup, .. Odd];
        await using var harmless = await pages.Browser.OpenAsync(await pages.OfEverythingAsync());
        await using var page = await pages.Browser.OpenAsync(await pages.OfSavedAsync("hostile", json => Write(json, texts)));

        foreach (var opened in new[] { harmless, page })
        {
            await opened.Page.EvaluateAsync("document.querySelectorAll('.name button').forEach(b => b.click())");
            await opened.Page.EvaluateAsync("document.querySelectorAll('.panel *, .command').forEach(e => e.click())");
        }

        Assert.Equal(3 * texts.Length, await page.CountAsync(".panel"));
        Assert.Empty((await ElementsAsync(page)).Except(await ElementsAsync(harmless)));
        Assert.Equal(2, await page.CountAsync("script"));
        Assert.Equal(1, await page.CountAsync("style"));
        page.AssertIsQuiet();
        foreach (var place in new[] { ".row .name", ".row td:nth-child(3)", ".panel .doubts li", "#diagnostics .evidence", ".facts dt", ".scroll .name" })
        {
            var shown = await page.TextsAsync(place);
            Assert.All(Markup, text => Assert.Contains(shown, one => one.Contains(text, StringComparison.Ordinal) || one.Contains(text.Replace("::", ": :", StringComparison.Ordinal), StringComparison.Ordinal)));
            Assert.All(shown, one => Assert.True(one.Length <= 1001));
        }

        Assert.DoesNotMatch(@"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2066-\u2069]", await page.Page.InnerTextAsync("main"));
        Assert.Equal(1280, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    // Each text is a benchmark's plain name, a parameter, and whatever else of a result is a text.
    private static void Write(JsonObject json, string[] texts)
    {
        var benchmarks = json["benchmarks"]!.AsArray();
        var time = benchmarks.First(b => (string?)b!["metric"] == "time")!.DeepClone();
        benchmarks.Clear();
        json["outcome"] = "regressed";
        foreach (var text in texts)
        {
            Add(text, text, text);
            Add($"Work.Spin(Variant: \"{text}\")", "time", "ns");
            Add($"Work.{text}", "allocated", "B");
            json["diagnostics"]!.AsArray().Add(new JsonObject
            {
                ["code"] = "PG4001",
                ["severity"] = "error",
                ["fact"] = text,
                ["evidence"] = text,
                ["remedy"] = text,
                ["benchmark"] = text,
            });
            json["ratios"]!.AsArray().Add(new JsonObject
            {
                ["name"] = text,
                ["id"] = text,
                ["partner"] = text,
                ["value"] = 10,
                ["partnerValue"] = 20,
                ["ratio"] = 0.5,
                ["interval"] = new JsonArray(0.4, 0.6),
                ["baselineRatio"] = 0.55,
                ["changed"] = false,
            });
        }

        foreach (var field in new[] { "key", "candidate", "candidateSource", "baseline", "baselineSource" })
        {
            json["environment"]![field] = string.Join(", ", texts) + field;
        }

        void Add(string id, string metric, string unit)
        {
            var benchmark = time.DeepClone();
            (benchmark["id"], benchmark["metric"], benchmark["unit"]) = (id, metric, unit);
            benchmark["warnings"] = new JsonArray(id, metric);
            benchmark["anchor"] = new JsonObject
            {
                ["name"] = metric,
                ["verdict"] = "regressed",
                ["ratio"] = 1.2,
                ["interval"] = new JsonArray(1.1, 1.3),
                ["pValue"] = 0.1,
                ["adjustedPValue"] = 0.1,
                ["minimumEffect"] = 0.1,
                ["minimumDetectableEffect"] = null,
                ["baseline"] = null,
                ["warnings"] = new JsonArray(metric),
            };
            benchmarks.Add(benchmark);
        }
    }

    /// <summary>The names of all elements, and of their attributes that could run something or lead somewhere.</summary>
    private static Task<string[]> ElementsAsync(BrowserPage page) => page.Page.EvaluateAsync<string[]>(
        """
        [...new Set([...document.querySelectorAll('*')].flatMap(e => [e.localName,
          ...[...e.attributes].filter(a => a.name.startsWith('on') || ['href', 'src', 'action', 'formaction', 'srcdoc'].includes(a.name)).map(a => `${a.name}=${a.value}`)]))]
        """);
}
