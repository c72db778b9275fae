using System.Diagnostics;
using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>What every store does, whatever it is made of: real processes, and a real database where it is one.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private const int AtOnce = 16;

    private StoreUnderTest? _store;

    private protected StoreUnderTest Store => _store!;

    private protected abstract Task<StoreUnderTest> NewStoreAsync();

    public async ValueTask InitializeAsync()
    {
        _store = await NewStoreAsync();
        using var workspace = new Workspace();
        await _store.PrepareAsync(workspace);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_stored_is_what_is_judged_against()
    {
        using var suite = NewSuite("a");
        (await suite.RunAsync("check")).Fails(4, "PG3001").Says("no baseline of suite 'a'");

        (await suite.RunAsync("baseline", "update")).Exits(0).Says("stored ");

        (await suite.RunAsync("check")).Exits(0);
        suite.Workspace.With("value", "300");
        (await suite.RunAsync("check", "--no-confirm")).Fails(1, "PG4002");
        Assert.Contains("a", (await suite.RunAsync("baseline", "show")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_environments_this_ones_own_is_chosen()
    {
        using var suite = NewSuite("a");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        var own = Assert.Single(await Store.BaselinesAsync());
        // Another machine's, which is not so good as that it could be passed.
        var other = JsonNode.Parse(own)!;
        other["sessions"]![0]!["host"]!["processor"] = "Another CPU";
        other["sessions"]![0]!["benchmarks"]!["a"]!["allocated"]!["launches"] = new JsonArray(new JsonArray(1));
        var folder = suite.Workspace.With("others/x.json", Sealed.Again(other)).PathOf("others");
        (await suite.RunAsync("store", "copy", folder, Store.Address)).Exits(0);

        var result = (await suite.RunAsync("check", "--report", "json")).Exits(0);

        Assert.Equal(2, (await Store.BaselinesAsync()).Count);
        Assert.True(result.Json().GetProperty("environment").GetProperty("matchesBaseline").GetBoolean());
    }

    [Fact]
    public async Task Sixteen_updates_at_once_are_all_there()
    {
        string[] suites = [.. Enumerable.Range(0, AtOnce).Select(i => $"s{i:00}")];
        using var suite = NewSuite(suites);
        (await suite.RunAsync("baseline", "update")).Exits(0);

        var results = await Task.WhenAll(suites.Select(name => suite.RunAsync("baseline", "anchor", $"v-{name}", "--suite", name)));

        Assert.All(results, result => result.Exits(0));
        var sessions = JsonNode.Parse(Assert.Single(await Store.BaselinesAsync()))!["sessions"]!.AsArray();
        Assert.Equal(suites.Select(name => (name, $"v-{name}")), sessions.Select(session => ((string)session!["suite"]!, (string)session["anchor"]!)).Order());
        (await suite.RunAsync("check")).Exits(0);
    }

    [Fact]
    public async Task First_updates_at_once_are_all_there()
    {
        string[] suites = ["a", "b", "c", "d"];
        using var suite = NewSuite(suites);

        var results = await Task.WhenAll(suites.Select(name => suite.RunAsync("baseline", "update", "--suite", name)));

        Assert.All(results, result => result.Exits(0));
        Assert.Equal(suites, JsonNode.Parse(Assert.Single(await Store.BaselinesAsync()))!["sessions"]!.AsArray().Select(session => (string)session!["suite"]!).Order());
    }

    [Fact]
    public async Task What_was_judged_against_and_was_changed_meanwhile_is_not_overwritten()
    {
        using var suite = NewSuite("a");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        // A rise that was seen once is measured again, after the baseline was read; that is when somebody else changes it.
        suite.Workspace.With("value", "200").With("pause", "");
        using var update = suite.Start("baseline", "update", "--accept", "a", "--reason", "wanted");
        await Processes.UntilAsync(() => File.Exists(suite.Workspace.PathOf("paused")));
        await Store.EditAsync(text => text.Replace("\"allocated\"", "\"allocatex\"", StringComparison.Ordinal));

        suite.Workspace.With("go", "");

        (await update.FinishAsync()).Fails(4, "PG5002").Says("'a' was changed while it was measured");
        Assert.Contains("allocatex", Assert.Single(await Store.BaselinesAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"format\": \"perfgate-measurements\", ", "PG3002")]
    [InlineData("""{ "format": "perfgate-measurements", "schemaVersion": 99 }""", "PG3003")]
    public async Task Text_that_is_no_baseline_is_refused_and_stays(string text, string code)
    {
        using var suite = NewSuite("a");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        await Store.EditAsync(_ => text);

        foreach (var command in (string[])["check", "baseline update", "baseline anchor v1"])
        {
            (await suite.RunAsync(command.Split(' '))).Fails(4, code);
        }

        Assert.Equal(text, Assert.Single(await Store.BaselinesAsync()));
    }

    [Fact]
    public async Task After_kill_minus_9_there_is_the_earlier_baseline_or_the_later_one_and_the_next_update_goes_well()
    {
        using var suite = NewSuite("a");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        (await suite.RunAsync("baseline", "anchor", "v0")).Exits(0);
        await Store.EditAsync(MadeLarge);
        // As those that are killed: a process of its own.
        var took = Stopwatch.StartNew();
        using (var update = suite.Start("baseline", "anchor", "v0"))
        {
            (await update.FinishAsync()).Exits(0);
        }

        var whole = took.Elapsed;
        var (earlier, cut) = ("v0", 0);
        for (var i = 1; i <= 8; i++)
        {
            using var update = suite.Start("baseline", "anchor", $"v{i}");
            // From when it has started until when it ends.
            await Task.Delay(whole * (0.3 + 0.1 * (i - 1)), TestContext.Current.CancellationToken);
            Kill(update.Id);

            var now = (string)JsonNode.Parse(Assert.Single(await Store.BaselinesAsync()))!["sessions"]![0]!["anchor"]!;
            Assert.Contains(now, new[] { earlier, $"v{i}" });
            cut += now == earlier ? 1 : 0;
            earlier = now;
        }

        Assert.True(cut > 0, "every update was over before it was killed");
        Store.LeaveBehind();
        (await suite.RunAsync("baseline", "anchor", "last")).Exits(0);
        Assert.Contains("\"last\"", Assert.Single(await Store.BaselinesAsync()), StringComparison.Ordinal);
        Store.IsClean();
    }

    [Fact]
    public async Task A_calibration_is_kept_beside_the_baselines()
    {
        using var suite = NewSuite("a");

        (await suite.RunAsync("calibrate", "--launches", "2")).Exits(0).Says("stored ");

        Assert.Contains("perfgate-calibration", Assert.Single(await Store.CalibrationsAsync()), StringComparison.Ordinal);
        Assert.Empty(await Store.BaselinesAsync());
        (await suite.RunAsync("calibrate", "--launches", "2")).Exits(0);
        Assert.Equal(2, JsonNode.Parse(Assert.Single(await Store.CalibrationsAsync()))!["sessions"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_run_is_saved_when_it_is_asked_for()
    {
        using var suite = NewSuite("a", "b");
        (await suite.RunAsync("run")).Exits(0);
        Assert.Empty(await Store.RunsAsync());

        (await suite.RunAsync("run", "--save")).Exits(0).Says("stored ");

        var runs = await Store.RunsAsync();
        Assert.Equal(2, runs.Count);
        Assert.Equal(["a", "b"], runs.Select(run => (string)JsonNode.Parse(run)!["sessions"]![0]!["suite"]!).Order());
        Assert.Empty(await Store.BaselinesAsync());
    }

    [Fact]
    public async Task Runs_of_earlier_days_are_removed_when_it_is_asked_for_and_nothing_else_is()
    {
        using var suite = NewSuite("a", "b");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        (await suite.RunAsync("run", "--save")).Exits(0);

        (await suite.RunAsync("store", "prune", "--before", $"{DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}")).Exits(0).Says("removed 0 runs");
        Assert.Equal(2, (await Store.RunsAsync()).Count);
        (await suite.RunAsync("store", "prune", "--before", $"{DateTime.UtcNow.AddDays(2):yyyy-MM-dd}")).Exits(0).Says("removed 2 runs");

        Assert.Empty(await Store.RunsAsync());
        Assert.Single(await Store.BaselinesAsync());
    }

    [Fact]
    public async Task All_of_it_is_copied_to_another_store_and_back()
    {
        using var suite = NewSuite("a");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        (await suite.RunAsync("calibrate", "--launches", "2")).Exits(0);
        (await suite.RunAsync("run", "--save")).Exits(0);
        await using var other = new SqliteUnderTest(suite.Workspace.PathOf("other.db"));

        (await suite.RunAsync("store", "copy", Store.Address, other.Address)).Exits(0).Says("1 baseline, 1 calibration, 1 run and 0 sessions");
        Assert.Equal(await AllAsync(Store), await AllAsync(other));
        // Once more changes nothing, in either direction.
        (await suite.RunAsync("store", "copy", Store.Address, other.Address)).Exits(0);
        (await suite.RunAsync("store", "copy", other.Address, Store.Address)).Exits(0);
        Assert.Equal(await AllAsync(Store), await AllAsync(other));
    }

    [Fact]
    public async Task A_copy_does_not_overwrite_what_differs_unless_it_is_told_to()
    {
        using var suite = NewSuite("a");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        var folder = suite.Workspace.With("others/x.json", Assert.Single(await Store.BaselinesAsync())).PathOf("others");
        (await suite.RunAsync("baseline", "anchor", "v1")).Exits(0);
        var before = await AllAsync(Store);

        (await suite.RunAsync("store", "copy", folder, Store.Address)).Fails(4, "PG5008").Says("--overwrite");

        Assert.Equal(before, await AllAsync(Store));
        (await suite.RunAsync("store", "copy", folder, Store.Address, "--overwrite")).Exits(0);
        Assert.DoesNotContain("\"v1\"", Assert.Single(await Store.BaselinesAsync()), StringComparison.Ordinal);
        // That is also how what is corrupt is mended.
        await Store.EditAsync(_ => "corrupt");
        (await suite.RunAsync("store", "copy", folder, Store.Address)).Fails(4, "PG5008");
        (await suite.RunAsync("store", "copy", folder, Store.Address, "--overwrite")).Exits(0);
        (await suite.RunAsync("check")).Exits(0);
    }

    [Fact]
    public async Task Nothing_corrupt_is_copied()
    {
        using var suite = NewSuite("a");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        await Store.EditAsync(text => text[..^20]);

        (await suite.RunAsync("store", "copy", Store.Address, "others")).Fails(4, "PG3002");
        Assert.False(Directory.Exists(suite.Workspace.PathOf("others")));
        (await suite.RunAsync("store", "copy", "nowhere", Store.Address)).Fails(4, "PG3001");
    }

    private protected StoredSuite NewSuite(params string[] suites) => new(Store.Address, suites);

    private static async Task<IReadOnlyList<string>> AllAsync(StoreUnderTest store) => [.. await store.BaselinesAsync(), .. await store.CalibrationsAsync(), .. await store.RunsAsync()];

    // So large a document takes a while to be read and written.
    private static string MadeLarge(string text)
    {
        var json = JsonNode.Parse(text)!;
        var benchmarks = json["sessions"]![0]!["benchmarks"]!.AsObject();
        var pattern = benchmarks[0]!;
        for (var i = 0; i < 3000; i++)
        {
            benchmarks[$"more {i}"] = pattern.DeepClone();
        }

        return json.ToJsonString();
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It has ended by itself.
        }
    }
}
