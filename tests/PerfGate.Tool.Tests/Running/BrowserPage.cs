using Microsoft.Playwright;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A page in the browser, with all that it complained of, asked for or showed.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly List<string> _seen = [];

    private BrowserPage(IPage page)
    {
        Page = page;
        page.Console += (_, message) => _seen.Add($"console: {message.Text}");
        page.PageError += (_, error) => _seen.Add($"error: {error}");
        page.Request += (_, request) => _seen.Add($"request: {request.Url}");
        page.Dialog += (_, dialog) =>
        {
            _seen.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    public static async Task<BrowserPage> OpenAsync(IBrowserContext context, string file)
    {
        var opened = new BrowserPage(await context.NewPageAsync());
        await opened.Page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    /// <summary>The texts of all that a selector finds and that is shown.</summary>
    public async Task<string[]> TextsAsync(string selector) => await Page.EvaluateAsync<string[]>(
        "selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).map(e => e.textContent)", selector);

    /// <summary>How many elements a selector finds, shown or not.</summary>
    public Task<int> CountAsync(string selector) => Page.Locator(selector).CountAsync();

    /// <summary>The colour of a style of an element, as red, green and blue of 0 to 255.</summary>
    public Task<int[]> ColorAsync(string selector, string style) => Page.EvaluateAsync<int[]>(
        "([selector, style]) => getComputedStyle(document.querySelector(selector))[style].match(/[0-9]+/g).map(Number)", new[] { selector, style });

    /// <summary>Asserts that the page asked for nothing but itself, complained of nothing and showed no dialog.</summary>
    public void AssertIsQuiet() => Assert.StartsWith("request: file:", Assert.Single(_seen), StringComparison.Ordinal);

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
