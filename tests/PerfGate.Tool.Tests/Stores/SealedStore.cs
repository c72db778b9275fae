using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Stores;

/// <summary>Checksums and signatures of what is stored, through the executable, in a folder and in SQLite.</summary>
public sealed class SealedStore : IDisposable
{
    private const string Key = "8b0a4f2e9d6c4e1f8b0a4f2e9d6c4e1f";
    private const string Variable = "PERFGATE_BASELINE_KEY";

    private readonly StoredSuite _suite = new("files:baselines", "a", "b");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_edit_is_refused_until_it_is_sealed(bool isDatabase)
    {
        var folder = Directory.CreateTempSubdirectory("perfgate-test-").FullName;
        await using StoreUnderTest store = isDatabase ? new SqliteUnderTest(Path.Combine(folder, "perf.db")) : new FolderUnderTest(Path.Combine(folder, "baselines"));
        using var suite = new StoredSuite(store.Address, "a", "b");
        (await suite.RunAsync("baseline", "update")).Exits(0);
        (await suite.RunAsync("baseline", "verify")).Exits(0).Shows("1 document, 2 sessions: nothing is wrong");
        await store.EditAsync(EditLast, seals: false);
        var edited = Assert.Single(await store.BaselinesAsync());

        (await suite.RunAsync("baseline", "verify")).Fails(4, "PG3022").Says("suite 'b'", "baseline seal");
        foreach (var command in (string[])["check", "baseline update", "baseline anchor v1", "baseline show"])
        {
            (await suite.RunAsync(command.Split(' '))).Fails(4, "PG3022");
        }

        Assert.Equal(edited, Assert.Single(await store.BaselinesAsync()));
        var seal = (await suite.RunAsync("baseline", "seal")).Exits(0).Shows("the session of suite 'b' of 2020-01-01T00:00:00Z", "it was changed");
        Assert.DoesNotContain("suite 'a'", seal.Output, StringComparison.Ordinal);
        (await suite.RunAsync("baseline", "verify")).Exits(0);
        (await suite.RunAsync("check")).Exits(0);
        (await suite.RunAsync("baseline", "seal")).Exits(0).Says("nothing to do");
    }

    [Fact]
    public async Task What_an_earlier_version_stored_is_read_and_can_be_sealed()
    {
        (await _suite.RunAsync("baseline", "update")).Exits(0);
        Change(session => session.Remove("checksum"));

        (await _suite.RunAsync("check")).Exits(0);
        (await _suite.RunAsync("baseline", "verify")).Exits(0).Shows("nothing is wrong; 2 sessions have no checksum");
        (await _suite.RunAsync("baseline", "seal")).Exits(0).Shows("it had no checksum");
        (await _suite.RunAsync("baseline", "verify")).Exits(0).Shows("2 sessions: nothing is wrong\n");
    }

    [Fact]
    public async Task With_a_key_what_is_not_signed_is_refused_until_it_is()
    {
        (await _suite.RunAsync("baseline", "update")).Exits(0);

        (await RunAsync(Key, "check")).Fails(4, "PG3023").Says("is not signed");
        (await RunAsync(Key, "baseline", "verify")).Fails(4, "PG3023");
        (await RunAsync(Key, "baseline", "seal")).Exits(0).Shows("it had no signature, and is signed now");
        (await RunAsync(Key, "check")).Exits(0);
        (await RunAsync($"x{Key}", "check")).Fails(4, "PG3023").Says("not signed with this key");
        (await RunAsync(Key, "baseline", "update")).Exits(0);
        (await RunAsync(Key, "baseline", "verify")).Exits(0);
    }

    [Fact]
    public async Task A_forged_session_with_a_checksum_of_its_own_is_refused()
    {
        (await RunAsync(Key, "baseline", "update")).Exits(0);
        Change(session =>
        {
            session["dirty"] = true;
            session["checksum"] = Sealed.Again(new JsonObject { ["sessions"] = new JsonArray(session.DeepClone()) })["sessions"]![0]!["checksum"]!.DeepClone();
        });

        (await _suite.RunAsync("check")).Exits(0);
        (await RunAsync(Key, "check")).Fails(4, "PG3023");
    }

    [Fact]
    public async Task What_is_signed_is_not_changed_without_the_key()
    {
        (await RunAsync(Key, "baseline", "update")).Exits(0);
        var before = _suite.Workspace.StoredFiles();

        (await _suite.RunAsync("check")).Exits(0);
        foreach (var command in (string[])["baseline update", "baseline anchor v1", "baseline seal", "store copy baselines others"])
        {
            (await _suite.RunAsync(command.Split(' '))).Fails(4, "PG3023").Says(Variable);
        }

        Assert.Equal(before, _suite.Workspace.StoredFiles());
        Assert.False(Directory.Exists(_suite.Workspace.PathOf("others")));
        (await RunAsync(Key, "store", "copy", "baselines", "others")).Exits(0);
        Assert.Contains("hmac-sha256:", File.ReadAllText(Directory.GetFiles(_suite.Workspace.PathOf("others")).Single()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_may_be_in_a_file_and_is_in_no_output_and_no_file_and_reaches_no_suite()
    {
        var script = _suite.Workspace.PathOf("bench.sh");
        await File.WriteAllTextAsync(script, $"env > seen\n{await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken)}", TestContext.Current.CancellationToken);
        using var outside = new Workspace().With("key", $"{Key}\n");

        foreach (var key in (string[])[Key, $"@{outside.PathOf("key")}"])
        {
            foreach (var command in (string[])["baseline update", "check --verbosity detailed --report json=result.json --report html=result.html", "baseline verify", "baseline seal", "doctor"])
            {
                var result = await RunAsync(key, command.Split(' '));
                Assert.DoesNotContain(Key, result.Output + result.Errors, StringComparison.Ordinal);
                Assert.DoesNotContain("PG3023", result.Errors, StringComparison.Ordinal);
            }
        }

        Assert.DoesNotContain(Variable, File.ReadAllText(_suite.Workspace.PathOf("seen")), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(_suite.Workspace.Folder, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(Key, File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("@missing")]
    [InlineData("@")]
    public async Task A_key_that_is_none_is_refused_and_not_shown(string key)
    {
        var result = (await RunAsync(key, "check")).Fails(2, "PG1001").Says("PERFGATE_BASELINE_KEY holds no key");

        Assert.DoesNotContain("short", result.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _suite.Dispose();

    private static string EditLast(string text)
    {
        var json = JsonNode.Parse(text)!;
        json["sessions"]![1]!["measuredAt"] = "2020-01-01T00:00:00Z";
        return json.ToJsonString();
    }

    private void Change(Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(File.ReadAllText(_suite.Workspace.Baseline))!;
        foreach (var session in json["sessions"]!.AsArray().OfType<JsonObject>())
        {
            edit(session);
        }

        File.WriteAllText(_suite.Workspace.Baseline, json.ToJsonString());
    }

    private Task<CliResult> RunAsync(string key, params string[] arguments) =>
        Cli.RunAsync(_suite.Workspace.Folder, new Dictionary<string, string>(_suite.Variables()) { [Variable] = key }, arguments);
}
