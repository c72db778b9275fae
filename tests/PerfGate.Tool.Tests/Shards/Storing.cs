using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Shards;

/// <summary>What shards measured becomes a baseline, if it is one whole run.</summary>
[Collection<OfOneRun>]
public sealed class Storing(ShardedSuite sharded) : IDisposable
{
    private readonly string _store = $"stored-{Guid.NewGuid():N}";

    [Fact]
    public async Task All_shards_together_are_a_baseline_that_judges_the_whole_suite()
    {
        var shards = sharded.Collect();

        (await UpdateAsync(shards)).Exits(0).Says($"stored {sharded.Workspace.PathOf(_store)}");

        var session = Assert.Single(Stored()["sessions"]!.AsArray())!;
        Assert.Equal(7, session["benchmarks"]!.AsObject().Count);
        // A part of a run no longer.
        Assert.Null(session["shard"]);
        (await sharded.Workspace.RunAsync("baseline", "verify", "--store", _store)).Exits(0);
        (await sharded.CheckAsync(shards, "--store", _store)).Exits(0);
        (await sharded.CheckAsync(sharded.Collect().SlowDown(ReplayedSuite.Spin, 5), "--store", _store, "--no-confirm")).Fails(1, "PG4001");
    }

    [Fact]
    public async Task A_regression_is_refused_unless_it_is_accepted()
    {
        (await UpdateAsync(sharded.Collect())).Exits(0);
        var before = Stored().ToJsonString();
        var slow = sharded.Collect().SlowDown(ReplayedSuite.Spin, 5);

        (await UpdateAsync(slow, "--no-confirm")).Fails(1, "PG4012");
        Assert.Equal(before, Stored().ToJsonString());

        (await UpdateAsync(slow, "--no-confirm", "--accept", ReplayedSuite.Spin, "--reason", "wanted")).Exits(0).Says("PG3011");
        Assert.Equal(2, Stored()["sessions"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_benchmark_that_no_shard_was_dealt_was_removed_and_is_forgotten()
    {
        (await UpdateAsync(sharded.Collect())).Exits(0);
        var less = sharded.Collect();
        var number = less.Of(ReplayedSuite.Spin);
        less.EditAll(session => session["shard"]!["split"]![number - 1]!["Replay"]!.AsArray().RemoveAll(method => method!.GetValue<string>() == "Replay.Work.Spin"));
        less.Edit(number, session => session["benchmarks"]!.AsObject().Remove(ReplayedSuite.Spin));

        (await UpdateAsync(less)).Exits(0);

        Assert.DoesNotContain(Stored()["sessions"]!.AsArray(), session => session!["benchmarks"]!.AsObject().ContainsKey(ReplayedSuite.Spin));
    }

    [Fact]
    public async Task What_is_no_whole_run_is_refused()
    {
        var missing = sharded.Collect();
        File.Delete(missing[2]);
        (await UpdateAsync(missing)).Fails(3, "PG2080").Says("shard 2 of 3 is missing");

        var twice = sharded.Collect();
        var json = JsonNode.Parse(await File.ReadAllTextAsync(twice[2], TestContext.Current.CancellationToken))!;
        json["sessions"]![0]!["measuredAt"] = "2026-01-01T00:00:00Z";
        await File.WriteAllTextAsync(Path.Combine(twice.Folder, "again.json"), Sealed.Again(json).ToJsonString(), TestContext.Current.CancellationToken);
        (await UpdateAsync(twice)).Fails(3, "PG2081");

        (await UpdateAsync(sharded.Collect().Edit(2, session => session["commit"] = new string('a', 40)))).Fails(3, "PG2082");
        (await UpdateAsync(sharded.Collect().Edit(2, session => session["host"]!["harness"] = "BenchmarkDotNet 0.14.0"))).Fails(3, "PG2083");

        Assert.False(Directory.Exists(sharded.Workspace.PathOf(_store)));
    }

    [Fact]
    public async Task A_model_that_measured_a_part_is_not_stored()
    {
        var shards = sharded.Collect().Edit(1, session => session["host"]!["processor"] = "Intel Pentium");
        (await UpdateAsync(shards)).Fails(3, "PG2089").Says("Intel Pentium");
        Assert.False(Directory.Exists(sharded.Workspace.PathOf(_store)));

        // One that has the rest already is: what it has now is whole.
        (await UpdateAsync(sharded.Collect())).Exits(0);
        (await UpdateAsync(shards)).Exits(0).Says("warning PG2089", "Intel Pentium");
        var file = Assert.Single(Directory.GetFiles(sharded.Workspace.PathOf(_store), "*.json"));
        Assert.DoesNotContain("Pentium", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shards_of_the_store_become_its_baseline_and_are_judged_by_that_of_a_branch()
    {
        var store = $"files:{_store}";
        (await sharded.Suite.RunAsync("run", "--shard", "1/1", "--run", "saved", "--save", "--store", store, "--launches", "3")).Exits(0);

        (await sharded.Suite.RunAsync("baseline", "update", "--run", "saved", "--store", store)).Exits(0);
        // A commit that has the baseline, beside the one that is checked out.
        using var git = RunningProcess.Start(
            "sh", ["-c", "cp .git/index .git/other && export GIT_INDEX_FILE=.git/other && git add -f baselines && git commit-tree -p HEAD -m stored \"$(git write-tree)\""], sharded.Workspace.Folder);
        var branch = (await git.FinishAsync()).Exits(0).Output.Trim();
        // The baselines are the commit's, the runs are not.
        (await sharded.Suite.RunAsync("check", "--run", "saved", "--store", store, "--baseline-from", branch)).Exits(0);
        (await sharded.Suite.RunAsync("check", "--run", "another", "--store", store, "--baseline-from", branch)).Fails(3, "PG2080");
    }

    [Theory]
    [InlineData("--input", "a")]
    [InlineData("--run", "a", "--missing")]
    [InlineData("--run", "../a")]
    public async Task What_does_not_go_together_is_refused(params string[] arguments) =>
        (await sharded.Workspace.RunAsync(["baseline", "update", .. arguments])).Fails(2, "PG1001");

    public void Dispose()
    {
        if (Directory.Exists(sharded.Workspace.PathOf(_store)))
        {
            Directory.Delete(sharded.Workspace.PathOf(_store), recursive: true);
        }
    }

    private JsonNode Stored() => JsonNode.Parse(File.ReadAllText(Assert.Single(Directory.GetFiles(sharded.Workspace.PathOf(_store), "*.json"))))!;

    private Task<CliResult> UpdateAsync(CollectedShards shards, params string[] arguments) =>
        sharded.Suite.RunAsync(["baseline", "update", "--run", ShardedSuite.Run, "--input", shards.Folder, "--store", _store, .. arguments]);
}
