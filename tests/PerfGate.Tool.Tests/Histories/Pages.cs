using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using PerfGate.Histories;
using PerfGate.Results;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>The page of a history in a real Chromium.</summary>
public sealed class Pages(Browser browser) : IClassFixture<Browser>, IDisposable
{
    private const string Names = ".trend .name";

    // The colour of the line in either theme.
    private static readonly int[] BlueInLight = [9, 105, 218];
    private static readonly int[] BlueInDark = [88, 166, 255];

    private readonly Workspace _workspace = new();

    [Fact]
    public async Task Say_what_changed_and_draw_what_is_opened()
    {
        await using var page = await browser.OpenAsync(await WriteAsync(HistoryRepository.Stepped()));

        Assert.Contains("load: 30 sessions, 2024-10-04 to 2024-11-02; 1 change: 1 worse.", await page.TextsAsync(".counts"));
        Assert.Contains("0010abc..0011abc, 2024-10-21: Commit 17", Assert.Single(await page.TextsAsync(".changes li")), StringComparison.Ordinal);
        Assert.Equal("My.Suite.Type.Method1(N: 1)", (await page.TextsAsync(Names))[0]);
        await page.Page.ClickAsync(".trend");
        // The trend, and the mark of the change.
        Assert.All(await PixelsAsync(page, BlueInLight, [164, 14, 38]), drawn => Assert.True(drawn > 100, $"{drawn} pixels"));
        await page.Page.HoverAsync(".u-over", new() { Position = new() { X = 3, Y = 20 } });
        Assert.Matches(@"^0000abc 2024-10-04 Commit 010[0-2](\.\d+)? ns check, measured 2024-10-04", Assert.Single(await page.TextsAsync(".said")));
        await page.Page.ClickAsync(".trend");
        Assert.Equal(0, await page.CountAsync(".detail"));
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Zoom_where_somebody_drags_and_back_again()
    {
        await using var page = await browser.OpenAsync(await WriteAsync(HistoryRepository.Stepped()));
        await page.Page.ClickAsync(".trend");
        var area = (await page.Page.Locator(".u-over").BoundingBoxAsync())!;
        await page.Page.HoverAsync(".u-over", new() { Position = new() { X = area.Width - 2, Y = 50 } });
        var last = await page.TextsAsync(".said");

        await page.Page.Mouse.MoveAsync(area.X + (area.Width * 0.1f), area.Y + 50);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(area.X + (area.Width * 0.4f), area.Y + 50, new() { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        await page.Page.HoverAsync(".u-over", new() { Position = new() { X = area.Width - 2, Y = 60 } });
        var zoomed = await page.TextsAsync(".said");
        await page.Page.DblClickAsync(".u-over", new() { Position = new() { X = area.Width - 2, Y = 70 } });
        await page.Page.HoverAsync(".u-over", new() { Position = new() { X = area.Width - 3, Y = 75 } });

        Assert.StartsWith("001dabc", last[0], StringComparison.Ordinal);
        Assert.Matches("^000[abc]abc", zoomed[0]);
        Assert.Equal(last, await page.TextsAsync(".said"));
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Are_searched_and_show_one_machine_at_a_time()
    {
        await using var page = await browser.OpenAsync(await WriteAsync([.. HistoryRepository.Stepped(), .. HistoryRepository.Sessions(20, 2, (_, _) => 5, new EnvironmentKey("other.machine"))]));

        await page.Page.FillAsync("#filter", "method2 TIME");
        var found = await page.TextsAsync(Names);
        await page.Page.FillAsync("#filter", "none");
        Assert.True(await page.Page.IsVisibleAsync("#none"));
        await page.Page.FillAsync("#filter", "");
        await page.Page.CheckAsync("#changed");
        var changed = await page.TextsAsync(Names);
        await page.Page.UncheckAsync("#changed");
        await page.Page.SelectOptionAsync("#line", "load on other.machine");

        Assert.Equal(["My.Suite.Type.Method2(N: 2)"], found);
        Assert.Equal(["My.Suite.Type.Method1(N: 1)"], changed);
        Assert.Equal(["5 ns", "5 ns"], await page.TextsAsync(".trend .last"));
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Need_no_mouse_fit_a_phone_and_are_dark_where_the_system_is()
    {
        await using var page = await browser.OpenAsync(await WriteAsync(HistoryRepository.Stepped()), isDark: true, width: 375);

        await page.Page.FocusAsync(".trend");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await page.Page.Keyboard.PressAsync("Enter");

        Assert.Equal(2, await page.CountAsync(".detail"));
        Assert.Equal(375, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.All(await page.ColorAsync("body", "backgroundColor"), part => Assert.True(part < 40));
        Assert.All(await PixelsAsync(page, BlueInDark), drawn => Assert.True(drawn > 100));
        await page.Page.ClickAsync("#theme");
        Assert.All(await PixelsAsync(page, BlueInLight), drawn => Assert.True(drawn > 100));
        page.AssertIsQuiet();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Can_be_read_by_everybody(bool isDark)
    {
        await using var page = await browser.OpenAsync(await WriteAsync(HistoryRepository.Stepped()), isDark);
        await page.Page.ClickAsync(".trend");

        var found = await page.Page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa") });

        Assert.Empty(found.Violations.SelectMany(v => v.Nodes.Select(node => $"{v.Id}: {node.Html}")));
    }

    [Fact]
    public async Task Say_what_changed_without_JavaScript()
    {
        await using var page = await browser.OpenAsync(await WriteAsync(HistoryRepository.Stepped()), hasScripts: false);

        Assert.Equal(1, await page.Page.Locator(".changes li").CountAsync());
        Assert.False(await page.Page.Locator("#tools").IsVisibleAsync());
        page.AssertIsQuiet();
    }

    [Fact]
    public async Task Open_with_a_thousand_benchmarks_of_two_thousand_commits()
    {
        var random = new Random(1);
        var file = await WriteAsync(HistoryRepository.Sessions(2000, 1000, (day, b) => (b == 500 && day >= 1200 ? 120 : 100) * (1 + (0.03 * random.NextDouble()))));
        await using var page = await browser.OpenAsync(file);
        await page.Page.WaitForFunctionAsync("document.querySelectorAll('.trend').length === 1000");
        await page.Page.ClickAsync(".trend");

        Assert.InRange(new FileInfo(file).Length, 4_000_000, 15_000_000);
        Assert.StartsWith("worse: ", (await page.TextsAsync(".detail .tag"))[0], StringComparison.Ordinal);
        Assert.All(await PixelsAsync(page, BlueInLight), drawn => Assert.True(drawn > 100));
        page.AssertIsQuiet();
    }

    private async Task<string> WriteAsync(IEnumerable<HistorySession> sessions)
    {
        await using (var writer = new StreamWriter(_workspace.PathOf("h.jsonl")))
        {
            foreach (var session in sessions)
            {
                await writer.WriteAsync(HistoryWriter.Line(session));
            }
        }

        (await _workspace.RunAsync("history", "page", "history.html", "--from", "h.jsonl")).Exits(0).Says("wrote history.html");
        return _workspace.PathOf("history.html");
    }

    /// <summary>How many pixels of the opened plots have about each colour.</summary>
    private static Task<int[]> PixelsAsync(BrowserPage page, params int[][] colors) => page.Page.EvaluateAsync<int[]>(
        """
        colors => {
          const found = colors.map(() => 0);
          document.querySelectorAll('.detail canvas').forEach(canvas => {
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            for (let i = 0; i < data.length; i += 4) {
              colors.forEach((color, c) => found[c] += data[i + 3] > 128 && color.every((part, k) => Math.abs(data[i + k] - part) < 24));
            }
          });
          return found;
        }
        """,
        colors);

    public void Dispose() => _workspace.Dispose();
}
