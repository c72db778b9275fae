using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Shards;

/// <summary>Shards that are not one whole run of one state of the source are never green.</summary>
[Collection<OfOneRun>]
public sealed class NoWholeRun(ShardedSuite sharded)
{
    [Fact]
    public async Task A_missing_shard_fails_with_what_it_should_have_measured()
    {
        var shards = sharded.Collect();
        var number = shards.Of(ReplayedSuite.Spin);
        File.Delete(shards[number]);

        (await sharded.CheckAsync(shards)).Fails(3, "PG2080").Says($"shard {number} of 3 is missing", "Replay.Work.Spin");
    }

    [Fact]
    public async Task A_shard_without_one_of_its_benchmarks_fails() => (await sharded.CheckAsync(
        sharded.Collect().EditOf(ReplayedSuite.Spin, session => session["benchmarks"]!.AsObject().Remove(ReplayedSuite.Spin)))).Fails(3, "PG2080").Says("Replay.Work.Spin");

    [Fact]
    public async Task A_benchmark_of_the_baseline_that_is_dealt_to_no_shard_fails()
    {
        var shards = sharded.Collect();
        var number = shards.Of(ReplayedSuite.Spin);
        shards.EditAll(session => session["shard"]!["split"]![number - 1]!["Replay"]!.AsArray().RemoveAll(method => method!.GetValue<string>() == "Replay.Work.Spin"));
        shards.Edit(number, session => session["benchmarks"]!.AsObject().Remove(ReplayedSuite.Spin));

        Assert.Equal([ReplayedSuite.Spin], (await sharded.CheckAsync(shards)).Fails(3, "PG2006").Named("PG2006"));
    }

    [Fact]
    public async Task A_shard_twice_fails_unless_it_is_a_copy()
    {
        var shards = sharded.Collect();
        var copy = Path.Combine(Directory.CreateDirectory(Path.Combine(shards.Folder, "again")).FullName, "copy.json");
        File.Copy(shards[2], copy);
        (await sharded.CheckAsync(shards)).Exits(0);

        var json = JsonNode.Parse(await File.ReadAllTextAsync(copy, TestContext.Current.CancellationToken))!;
        json["sessions"]![0]!["measuredAt"] = "2026-01-01T00:00:00Z";
        await File.WriteAllTextAsync(copy, Sealed.Again(json).ToJsonString(), TestContext.Current.CancellationToken);
        (await sharded.CheckAsync(shards)).Fails(3, "PG2081").Says("shard 2 of 3");
    }

    [Fact]
    public async Task A_shard_of_another_commit_fails() => (await sharded.CheckAsync(
        sharded.Collect().Edit(2, session => session["commit"] = new string('a', 40)))).Fails(3, "PG2082").Says("aaaaaaa: shard 2");

    [Fact]
    public async Task A_run_of_another_commit_than_the_one_that_is_checked_out_fails() => (await sharded.CheckAsync(
        sharded.Collect().EditAll(session => session["commit"] = new string('a', 40)))).Fails(3, "PG2082").Says("is checked out here");

    [Fact]
    public async Task A_shard_of_another_version_of_the_harness_fails() => (await sharded.CheckAsync(
        sharded.Collect().Edit(3, session => session["host"]!["harness"] = "BenchmarkDotNet 0.14.0"))).Fails(3, "PG2083").Says("0.14.0: shard 3");

    [Fact]
    public async Task A_shard_of_another_split_fails() => (await sharded.CheckAsync(
        sharded.Collect().Edit(1, session => session["shard"]!["split"]!.AsArray().Add(new JsonObject())))).Fails(3, "PG2084").Says("of 4 shards: shard 1");

    [Fact]
    public async Task A_shard_of_another_class_of_machines_fails() => (await sharded.CheckAsync(
        sharded.Collect().Edit(1, session => session["host"]!["logicalCores"] = 64))).Fails(3, "PG2085").Says("64 cores");

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_shard_that_is_cut_off_fails(double share)
    {
        var shards = sharded.Collect();
        var text = await File.ReadAllTextAsync(shards[2], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(shards[2], text[..(int)(text.Length * share)], TestContext.Current.CancellationToken);

        (await sharded.CheckAsync(shards)).Fails(3, "PG2009");
    }

    [Fact]
    public async Task An_empty_file_is_a_missing_shard()
    {
        var shards = sharded.Collect();
        await File.WriteAllTextAsync(shards[2], "", TestContext.Current.CancellationToken);

        (await sharded.CheckAsync(shards)).Fails(3, "PG2080").Says("shard 2 of 3 is missing");
    }

    [Fact]
    public async Task A_shard_in_which_a_benchmark_throws_is_not_kept()
    {
        sharded.Suite.Change(new { throws = new Dictionary<string, string> { ["Spin(Position: 0)"] = "no" } });

        (await sharded.Suite.RunAsync("run", "--shard", "1/1", "--run", "thrown", "--launches", "1")).Fails(3, "PG2003");
        (await sharded.Suite.RunAsync("check", "--run", "thrown", "--input", ".")).Fails(3, "PG2080");

        await sharded.Suite.RestoreAsync();
    }

    [Fact]
    public async Task A_suite_in_no_shard_fails()
    {
        var config = await File.ReadAllTextAsync(sharded.Workspace.PathOf("perfgate.json"), TestContext.Current.CancellationToken);
        var json = JsonNode.Parse(config)!;
        var second = json["suites"]![0]!.DeepClone();
        second["name"] = "Second";
        json["suites"]!.AsArray().Add(second);
        json["baselines"] = new JsonObject { ["required"] = false };
        sharded.Workspace.WithConfig(json.ToJsonString());

        try
        {
            (await sharded.CheckAsync(sharded.Collect())).Fails(3, "PG2080").Says("suite 'Second' is in no shard");
        }
        finally
        {
            sharded.Workspace.WithConfig(config);
        }
    }
}
