using Microsoft.Playwright;

namespace PerfGate.Tool.Tests.Running;

/// <summary>The Chromium of this machine, started once for a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    // A machine of its own for each page, and nothing that Chromium would look up on the network.
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is { } chromium)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
        }
    }

    /// <summary>Opens a file in a page of its own, with the system's settings as they are asked for; skips the test where there is no Chromium.</summary>
    internal async Task<BrowserPage> OpenAsync(string file, bool isDark = false, int width = 1280, bool hasScripts = true)
    {
        Assert.SkipWhen(_browser is null, "There is no Chromium on this machine: install it (apt-get install chromium), so that the html report is tested.");
        var context = await _browser!.NewContextAsync(new()
        {
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 800 },
            JavaScriptEnabled = hasScripts,
        });
        return await BrowserPage.OpenAsync(context, file);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
