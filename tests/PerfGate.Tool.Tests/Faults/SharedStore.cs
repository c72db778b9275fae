using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Faults;

/// <summary>Several processes that store in one folder.</summary>
public class SharedStore
{
    private const string Script = """
        #!/bin/sh
        echo x >> starts-$1
        [ "$(wc -l < starts-$1)" -lt 3 ] || { [ -e tamper ] && sed -i -e '/"checksum"/d' -e 's/"allocated"/"allocatex"/' baselines/*.json; }
        echo "{\"benchmark\": \"$1\", \"metric\": \"allocated\", \"unit\": \"B\", \"kind\": \"exact\", \"value\": $(cat value)}" >> $PERFGATE_OUTPUT
        """;

    [Fact]
    public async Task Updates_of_several_suites_at_once_are_all_there()
    {
        string[] suites = ["a", "b", "c", "d", "e", "f"];
        using var workspace = NewWorkspace(suites);

        var results = await Task.WhenAll(suites.Select(suite => workspace.RunAloneAsync("baseline", "update", "--suite", suite)));

        Assert.All(results, result => result.Exits(0));
        Assert.Equal(suites, workspace.ReadBaseline()["sessions"]!.AsArray().Select(session => (string)session!["suite"]!).Order());
    }

    [Fact]
    public async Task Anchors_of_several_suites_that_are_set_at_once_are_all_there()
    {
        string[] suites = ["a", "b", "c", "d", "e", "f"];
        using var workspace = NewWorkspace(suites);
        (await workspace.RunAloneAsync("baseline", "update")).Exits(0);
        // So large a file takes a while to be read and written, and nothing else is done meanwhile.
        workspace.EditBaseline(json =>
        {
            foreach (var benchmarks in json["sessions"]!.AsArray().Select(session => session!["benchmarks"]!.AsObject()))
            {
                var pattern = benchmarks[0]!;
                for (var i = 0; i < 5000; i++)
                {
                    benchmarks[$"more {i}"] = pattern.DeepClone();
                }
            }
        });

        for (var round = 1; round <= 3; round++)
        {
            var results = await Task.WhenAll(suites.Select(suite => workspace.RunAloneAsync("baseline", "anchor", $"v{round}", "--suite", suite)));

            Assert.All(results, result => result.Exits(0));
            Assert.All(workspace.ReadBaseline()["sessions"]!.AsArray(), session => Assert.Equal($"v{round}", (string?)session!["anchor"]));
        }
    }

    [Fact]
    public async Task Updates_of_one_suite_at_once_are_there_or_refused()
    {
        using var workspace = NewWorkspace("a");

        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => workspace.RunAloneAsync("baseline", "update")));

        Assert.All(results, result => Assert.Contains(result.ExitCode, new[] { 0, 4 }));
        Assert.All(results.Where(result => result.ExitCode == 4), result => result.Fails(4, "PG5002"));
        Assert.Equal(results.Count(result => result.ExitCode == 0), workspace.ReadBaseline()["sessions"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_was_judged_against_and_was_changed_meanwhile_is_not_overwritten()
    {
        using var workspace = NewWorkspace("a");
        (await workspace.RunAloneAsync("baseline", "update")).Exits(0);
        // A rise that was seen once is measured again, after the baseline was read; then somebody edits it.
        workspace.With("value", "200").With("tamper", "");

        var result = (await workspace.RunAloneAsync("baseline", "update", "--accept", "a", "--reason", "wanted")).Fails(4, "PG5002");

        result.Says("'a' was changed while it was measured");
        Assert.Contains("allocatex", await File.ReadAllTextAsync(workspace.Baseline, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Workspace NewWorkspace(params string[] suites) => new Workspace()
        .With("bench.sh", Script).With("value", "100")
        .WithConfig(new JsonObject
        {
            ["suites"] = new JsonArray([.. suites.Select(suite => new JsonObject
            {
                ["name"] = suite,
                ["command"] = new JsonArray("sh", "bench.sh", suite),
                ["launches"] = 1,
            })]),
        }.ToJsonString());
}
