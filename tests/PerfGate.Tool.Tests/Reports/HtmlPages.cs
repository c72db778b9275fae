using System.Globalization;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

/// <summary>The html report in a real Chromium, as <c>compare</c> and <c>report</c> write it.</summary>
[Collection(nameof(RenderedPages))]
public class HtmlPages(RenderedPages pages)
{
    private const string Names = ".comparisons .row .name";
    private const string FirstTime = ".row:has(td:nth-child(3):text-is('time')) button";

    // The colour of the candidate's points in either theme.
    private static readonly int[] BlueInLight = [9, 105, 218];
    private static readonly int[] BlueInDark = [88, 166, 255];

    [Fact]
    public async Task Say_the_verdict_first_and_the_reason_next()
    {
        await using var page = await pages.Browser.OpenAsync(await pages.OfEverythingAsync());

        Assert.Equal(["REGRESSED"], await page.TextsAsync("h1"));
        Assert.StartsWith("32 benchmarks: 1 regressed, 1 suspect,", (await page.TextsAsync(".counts"))[0], StringComparison.Ordinal);
        Assert.Equal(["regressed", "suspect", "improved"], (await page.TextsAsync(".row .tag")).Take(3));
        Assert.Equal(2, (await page.TextsAsync(".command")).Length);
        Assert.Contains("ratio 1.2", (await page.TextsAsync("#diagnostics li"))[0], StringComparison.Ordinal);
        Assert.Equal(["and another"], await page.TextsAsync(".sides mark"));
        Assert.Contains("Json / Spin", await page.TextsAsync(".scroll td"));
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Are_sorted_by_their_headers()
    {
        await using var page = await pages.Browser.OpenAsync(pages.Recorded);

        await page.Page.ClickAsync("th:has-text('benchmark') button");
        var names = await page.TextsAsync(Names);
        await page.Page.ClickAsync("th:has-text('ratio') button");
        var ratios = await page.TextsAsync(".row td:nth-child(6)");
        await page.Page.ClickAsync("th:has-text('ratio') button");

        Assert.Equal(64, names.Length);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(Numbers(ratios).OrderDescending(), Numbers(ratios));
        Assert.Equal(Numbers(ratios).Reverse(), Numbers(await page.TextsAsync(".row td:nth-child(6)")));
        Assert.Equal("ascending", await page.Page.GetAttributeAsync("th:has-text('ratio')", "aria-sort"));
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Are_filtered_by_words_and_by_verdict()
    {
        await using var page = await pages.Browser.OpenAsync(pages.Recorded);

        await page.Page.FillAsync("#filter", "spin TIME");
        var named = await page.TextsAsync(Names);
        await page.Page.FillAsync("#filter", "");
        await page.Page.ClickAsync("#words button:has-text('unchanged')");
        var verdicts = await page.TextsAsync(".row .tag");
        await page.Page.FillAsync("#filter", "no such benchmark");

        Assert.Equal(4, named.Length);
        Assert.All(named, name => Assert.StartsWith("Work.Spin", name, StringComparison.Ordinal));
        Assert.Equal(["unchanged"], verdicts.Distinct());
        Assert.Empty(await page.TextsAsync(Names));
        Assert.Equal(["0 of 64"], await page.TextsAsync("#shown"));
        Assert.True(await page.Page.IsVisibleAsync("#none"));
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Draw_the_launches_and_the_ratio_of_an_opened_row()
    {
        await using var page = await pages.Browser.OpenAsync(await pages.OfEverythingAsync());
        Assert.Equal(0, await page.CountAsync("canvas"));

        await page.Page.ClickAsync($"{Names} button");

        Assert.Equal(2, await page.CountAsync(".panel canvas"));
        Assert.All(await PixelsAsync(page, BlueInLight), drawn => Assert.True(drawn > 100, $"{drawn} pixels"));
        Assert.Contains("The rank test rejects \"worse by at most 5 %\" (p = 2.0e-3)", (await page.TextsAsync(".panel .how"))[0], StringComparison.Ordinal);
        Assert.Contains("slower", Assert.Single(await page.TextsAsync(".panel .diagnostics li")), StringComparison.Ordinal);
        await page.Page.ClickAsync($"{Names} button");
        Assert.Equal(0, await page.CountAsync(".panel, canvas"));
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Are_dark_where_the_system_is_until_somebody_chooses()
    {
        await using var page = await pages.Browser.OpenAsync(pages.Recorded, isDark: true);
        await page.Page.ClickAsync(FirstTime);
        var (dark, darkBlue) = (await page.ColorAsync("body", "backgroundColor"), await PixelsAsync(page, BlueInDark));

        await page.Page.ClickAsync("#theme");

        Assert.All(dark, part => Assert.True(part < 40));
        Assert.All(darkBlue, drawn => Assert.True(drawn > 20));
        Assert.All(await page.ColorAsync("body", "backgroundColor"), part => Assert.True(part > 240));
        Assert.All(await PixelsAsync(page, BlueInLight), drawn => Assert.True(drawn > 20));
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Fit_a_phone()
    {
        await using var page = await pages.Browser.OpenAsync(await pages.OfEverythingAsync(), width: 375);

        await page.Page.ClickAsync($"{Names} button");
        await page.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");

        Assert.Equal(375, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.True(await page.Page.EvaluateAsync<double>("document.querySelector('.panel canvas').getBoundingClientRect().right") <= 375);
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Need_no_mouse()
    {
        await using var page = await pages.Browser.OpenAsync(pages.Recorded);

        await TabToAsync(page, "th:nth-child(2) button");
        Assert.NotEqual("none", await page.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("ascending", await page.Page.GetAttributeAsync("th:nth-child(2)", "aria-sort"));
        await TabToAsync(page, ".row .name button");
        Assert.NotEqual("none", await page.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Page.Keyboard.PressAsync("Space");
        Assert.Equal(1, await page.CountAsync(".panel"));
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Enter");

        Assert.Equal(2, await page.CountAsync(".panel"));
        Assert.Equal(2, await page.CountAsync("button[aria-expanded=true]"));
        page.AssertIsQuiet();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Can_be_read_by_everybody(bool isDark)
    {
        await using var page = await pages.Browser.OpenAsync(await pages.OfEverythingAsync(), isDark);
        await page.Page.ClickAsync($"{Names} button");
        await page.Page.ClickAsync("#words button");

        var found = await page.Page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa") });

        Assert.Empty(found.Violations.SelectMany(v => v.Nodes.Select(node => $"{v.Id}: {node.Html}")));
    }

    [Fact]
    public async Task Show_the_verdict_and_the_table_without_JavaScript()
    {
        await using var page = await pages.Browser.OpenAsync(pages.Recorded, hasScripts: false);

        Assert.Equal(64, await page.Page.Locator(".row").CountAsync());
        Assert.True(await page.Page.Locator("h1").IsVisibleAsync());
        Assert.False(await page.Page.Locator("#tools").IsVisibleAsync());
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Are_the_same_from_a_saved_result()
    {
        var again = await pages.OfSavedAsync("again", _ => { });

        Assert.Equal(await File.ReadAllTextAsync(pages.Recorded, TestContext.Current.CancellationToken), await File.ReadAllTextAsync(again, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_with_hundreds_of_benchmarks_and_draw_nothing_yet()
    {
        var large = await pages.OfSavedAsync("large", json =>
        {
            var benchmarks = json["benchmarks"]!.AsArray();
            var ours = benchmarks.Select(b => b!.DeepClone()).Take(50).ToList();
            benchmarks.Clear();
            foreach (var (benchmark, i) in Enumerable.Range(0, 16).SelectMany(i => ours.Select(b => (b.DeepClone(), i))))
            {
                benchmark["id"] = $"{((string)benchmark["id"]!).TrimEnd(')')}, N: {i})";
                benchmarks.Add(benchmark);
            }
        });

        await using var page = await pages.Browser.OpenAsync(large);

        Assert.Equal(800, (await page.TextsAsync(Names)).Length);
        Assert.Equal(0, await page.CountAsync("canvas"));
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Let_nothing_be_fetched_nor_run_that_was_smuggled_in()
    {
        await using var page = await pages.Browser.OpenAsync(pages.Recorded);

        var refused = await page.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const refused = [];
              document.addEventListener('securitypolicyviolation', e => refused.push(e.effectiveDirective));
              document.body.insertAdjacentHTML('beforeend', '<img src="x.png"><p onclick="window.ran = true" id="smuggled" style="color: red">x</p>');
              document.getElementById('smuggled').click();
              const script = document.createElement('script');
              script.textContent = 'window.ran = true';
              document.body.append(script);
              await fetch('x.json').catch(() => {});
              await new Promise(done => setTimeout(done, 100));
              return [...refused, `${window.ran}`].sort();
            }
            """);

        Assert.Equal(["connect-src", "img-src", "script-src-attr", "script-src-elem", "style-src-attr", "undefined"], refused);
    }

    private static IEnumerable<double> Numbers(string[] texts) => texts.Where(text => text.Length > 0).Select(text => double.Parse(text, CultureInfo.InvariantCulture));

    // Tab, as a reader would press it, until something has the focus.
    private static async Task TabToAsync(BrowserPage page, string selector)
    {
        for (var i = 0; i < 40; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (await page.Page.EvaluateAsync<bool>("selector => document.activeElement === document.querySelector(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"{selector} is not reached by the keyboard");
    }

    /// <summary>How many pixels of each plot have about that colour.</summary>
    private static Task<int[]> PixelsAsync(BrowserPage page, int[] color) => page.Page.EvaluateAsync<int[]>(
        """
        color => [...document.querySelectorAll('.panel canvas')].map(canvas => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          let found = 0;
          for (let i = 0; i < data.length; i += 4) {
            found += data[i + 3] > 128 && color.every((part, k) => Math.abs(data[i + k] - part) < 24);
          }
          return found;
        })
        """,
        color);
}
