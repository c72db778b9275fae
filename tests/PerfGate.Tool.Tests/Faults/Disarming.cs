using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Faults;

/// <summary>What weakens the gate is said, in a check that is green.</summary>
public sealed class Disarming : IDisposable
{
    private const string Script = """
        for name in a b; do echo "{\"benchmark\": \"$name\", \"metric\": \"bytes\", \"unit\": \"B\", \"kind\": \"exact\", \"value\": $(cat value)}" >> $PERFGATE_OUTPUT; done
        """;

    private readonly Workspace _workspace = new Workspace().With("bench.sh", Script).With("value", "100");

    [Fact]
    public async Task A_narrower_filter_names_what_is_stored_and_not_judged()
    {
        await StoreAsync(Suite("load"));
        Configure([Suite("load", "a")]);

        (await _workspace.RunAloneAsync("check")).Exits(0).Says("note PG3019: 1 benchmark stored that a suite's filter leaves out", "    b\n");
    }

    [Fact]
    public async Task A_suite_that_was_dropped_is_named()
    {
        await StoreAsync(Suite("load"), Suite("other"));
        Configure([Suite("load")]);

        (await _workspace.RunAloneAsync("check")).Exits(0).Says("note PG3019: 1 suite stored that perfgate.json does not name", "    other\n");
    }

    [Fact]
    public async Task What_is_not_gated_is_counted_and_what_of_it_became_worse_is_named()
    {
        await StoreAsync(Suite("load"));
        _workspace.With("value", "300");
        Configure([Suite("load")], ("benchmarks", """[ { "match": "*", "gate": false } ]"""));

        (await _workspace.RunAloneAsync("check")).Exits(0).Says("note PG4017: 2 comparisons not gated by the policy", "'a' bytes 3.000 times").Shows("2 not gated");
    }

    [Fact]
    public async Task A_baseline_that_names_a_branch_as_its_commit_is_not_believed()
    {
        using var suite = await CommandSuite.NewAsync();
        suite.Workspace.EditBaseline(json => json["sessions"]![0]!["commit"] = "HEAD").With("work", "60");

        (await suite.Workspace.RunAloneAsync("check")).Fails(1, "PG4001").Says("PG3007", "'HEAD'", "no whole hash");
    }

    [Theory]
    [InlineData("perfgate.json", "a configuration")]
    [InlineData("run.json", "a baseline or a run")]
    public async Task A_report_does_not_overwrite_what_judges(string file, string what)
    {
        Configure([Suite("load")]);
        (await _workspace.RunAloneAsync("run", "--output", "run.json")).Exits(0);
        var before = await File.ReadAllTextAsync(_workspace.PathOf(file), TestContext.Current.CancellationToken);

        (await _workspace.RunAloneAsync("compare", "run.json", "run.json", "--report", $"json={file}")).Fails(2, "PG1008").Says(what);

        Assert.Equal(before, await File.ReadAllTextAsync(_workspace.PathOf(file), TestContext.Current.CancellationToken));
    }

    public void Dispose() => _workspace.Dispose();

    private async Task StoreAsync(params JsonObject[] suites)
    {
        Configure(suites);
        (await _workspace.RunAloneAsync("baseline", "update")).Exits(0);
    }

    private void Configure(JsonObject[] suites, (string Key, string Json)? more = null)
    {
        var config = new JsonObject { ["suites"] = new JsonArray([.. suites]) };
        if (more is { } m)
        {
            config[m.Key] = JsonNode.Parse(m.Json);
        }

        config["metrics"] = new JsonArray(new JsonObject { ["name"] = "bytes", ["unit"] = "B" });
        _workspace.WithConfig(config.ToJsonString());
    }

    private static JsonObject Suite(string name, string filter = "*") => new()
    {
        ["name"] = name,
        ["command"] = new JsonArray("sh", "bench.sh"),
        ["filter"] = filter,
        ["launches"] = 2,
    };
}
