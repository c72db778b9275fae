using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Shards;

/// <summary>What shards measured is judged as one build.</summary>
[Collection<OfOneRun>]
public sealed class Judging(ShardedSuite sharded)
{
    [Fact]
    public async Task All_shards_together_are_the_whole_suite()
    {
        var shards = sharded.Collect();

        var result = (await sharded.CheckAsync(shards, "--report", "json")).Exits(0);

        Assert.Equal(7, result.Json().GetProperty("benchmarks").EnumerateArray().Count(benchmark => benchmark.GetProperty("metric").GetString() == "time"));
        Assert.Equal([3, 2, 2], Enumerable.Range(1, 3).Select(number => Benchmarks(shards[number]).Count));
        Assert.Equal(7, Enumerable.Range(1, 3).SelectMany(number => Benchmarks(shards[number])).Distinct().Count());
    }

    [Fact]
    public async Task A_regression_in_one_of_them_is_red()
    {
        var result = (await sharded.CheckAsync(sharded.Collect().SlowDown(ReplayedSuite.Spin, 5), "--no-confirm")).Fails(1, "PG4001");

        Assert.Equal([ReplayedSuite.Spin], result.Named("PG4001"));
        result.Says("PG3007", "suspects of the shards were not measured again");
    }

    [Fact]
    public async Task Of_changes_that_are_not_committed_it_is_said_that_nobody_knows_whether_they_are_the_same() =>
        (await sharded.CheckAsync(sharded.Collect().EditAll(session => session["dirty"] = true))).Exits(0).Says("warning PG2087");

    [Fact]
    public async Task A_slowdown_that_is_no_more_than_days_differ_is_not_red()
    {
        // Beyond the minimum effect of this suite, and not by as much as two days may lie apart on a machine of which nothing is known.
        var result = (await sharded.CheckAsync(sharded.Collect().SlowDown(ReplayedSuite.Spin, 2.06), "--no-confirm")).Exits(0);

        Assert.Empty(result.ErrorCodes());
    }

    [Fact]
    public async Task Suspects_are_measured_again_on_a_machine_of_their_model()
    {
        var here = await ThisMachineAsync();
        using var aside = new StoredAside(sharded.Workspace);
        sharded.Workspace.EditBaseline(json => json["sessions"]![0]!["host"] = here.DeepClone());
        var shards = sharded.Collect().EditAll(session => session["host"] = here.DeepClone());
        // What was slow in the shard is not slow in the source.
        shards.SlowDown(ReplayedSuite.Spin, 5);

        (await sharded.CheckAsync(shards)).Exits(0).Says("measuring again, in turn with commit", "PG4007");
        (await sharded.CheckAsync(shards, "--no-confirm")).Fails(1, "PG4001");
    }

    [Fact]
    public async Task Each_model_is_judged_against_its_own_baseline()
    {
        var shards = sharded.Collect();
        var number = shards.Of(ReplayedSuite.Spin);
        shards.Edit(number, session => session["host"]!["processor"] = "Intel Pentium");

        (await sharded.CheckAsync(shards)).Exits(0).Says("PG2088", "PG3004");

        var other = sharded.Workspace.PathOf("baselines/pentium.json");
        try
        {
            var json = sharded.Workspace.ReadBaseline();
            json["sessions"]![0]!["host"]!["processor"] = "Intel Pentium";
            File.WriteAllText(other, Sealed.Again(json).ToJsonString());
            var known = (await sharded.CheckAsync(shards)).Exits(0).Says("PG2088");
            Assert.DoesNotContain("PG3004", known.Errors, StringComparison.Ordinal);

            CollectedShards.Multiply(json["sessions"]![0]!, ReplayedSuite.Spin, 0.1);
            File.WriteAllText(other, Sealed.Again(json).ToJsonString());
            Assert.Equal([ReplayedSuite.Spin], (await sharded.CheckAsync(shards)).Fails(1, "PG4001").Named("PG4001"));
        }
        finally
        {
            File.Delete(other);
        }
    }

    [Fact]
    public async Task Shards_may_be_kept_in_the_store()
    {
        var store = $"sqlite:{sharded.Workspace.PathOf(".tmp.db")}";
        (await sharded.Workspace.RunAsync("store", "copy", "baselines", store)).Exits(0);
        (await sharded.Suite.RunAsync("run", "--shard", "1/1", "--run", "of-store", "--save", "--store", store, "--launches", "3")).Exits(0).Says("stored run");

        (await sharded.Suite.RunAsync("check", "--run", "of-store", "--store", store)).Exits(0);
        (await sharded.Suite.RunAsync("check", "--run", "of-another", "--store", store)).Fails(3, "PG2080");

        // A copy of the store has the shard, too.
        (await sharded.Workspace.RunAsync("store", "copy", store, "files:copied")).Exits(0);
        (await sharded.Suite.RunAsync("check", "--run", "of-store", "--store", "files:copied")).Exits(0);
        Directory.Delete(sharded.Workspace.PathOf("copied"), recursive: true);
    }

    [Fact]
    public async Task With_more_shards_than_benchmarks_the_last_one_measures_nothing_and_is_not_waited_for()
    {
        (await sharded.Suite.RunAsync("run", "--shard", "9/9", "--run", "many")).Exits(0).Says("PG2086");

        Assert.Empty(Directory.GetFiles(sharded.Workspace.Folder, "perfgate-run-many*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("run", "--shard", "0/5", "--run", "a")]
    [InlineData("run", "--shard", "6/5", "--run", "a")]
    [InlineData("run", "--shard", "2", "--run", "a")]
    [InlineData("run", "--shard", "1/-5", "--run", "a")]
    [InlineData("run", "--shard", "1/99999999999", "--run", "a")]
    [InlineData("run", "--shard", "1/5")]
    [InlineData("run", "--run", "a")]
    [InlineData("run", "--shard", "1/5", "--run", "../a")]
    [InlineData("run", "--shard", "1/5", "--run", "/a")]
    [InlineData("run", "--shard", "1/5", "--run", "")]
    [InlineData("check", "--run", "../a")]
    [InlineData("check", "--input", "a")]
    [InlineData("check", "--run", "a", "--against", "HEAD")]
    [InlineData("check", "--run", "a", "--affected")]
    public async Task What_names_no_shard_or_no_run_is_refused(params string[] arguments) =>
        (await sharded.Workspace.RunAsync(arguments)).Fails(2, "PG1001");

    private static List<string> Benchmarks(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. json.RootElement.GetProperty("sessions")[0].GetProperty("benchmarks").EnumerateObject().Select(benchmark => benchmark.Name)];
    }

    // Of a suite that is a command, the tool tells the machine; the runtime is the suite's.
    private static async Task<JsonNode> ThisMachineAsync()
    {
        using var command = CommandSuite.NewScript("echo '{\"benchmark\": \"a\", \"unit\": \"ms\", \"value\": 20}' >> $1");
        (await command.RunAloneAsync("run")).Exits(0);
        return JsonNode.Parse(await File.ReadAllTextAsync(command.PathOf("perfgate-run.json"), TestContext.Current.CancellationToken))!["sessions"]![0]!["host"]!;
    }
}
