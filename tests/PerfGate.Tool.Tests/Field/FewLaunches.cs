using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Field;

/// <summary>What people have most: one to six launches.</summary>
public class FewLaunches
{
    [Fact]
    public async Task A_hundred_times_slower_is_red_from_one_launch()
    {
        var (result, _) = await CompareAsync("06-one-launch-100x");

        result.Fails(1, "PG4001").Says("'A.B.C' is 100.0 times as slow as the baseline");
    }

    [Fact]
    public async Task One_of_forty_is_red_and_the_first_row()
    {
        var (result, _) = await CompareAsync("07-suspect-100x-of-40");

        result.Fails(1, "PG4001");
        Assert.Equal(["A.B.M7"], result.Named("PG4001"));
        Assert.Equal("B.M7", FirstRow(result.Output));
        Assert.DoesNotContain("would have shown +5.2 %", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nearer_slowdown_is_a_suspect_with_its_ratio_and_the_command_that_decides()
    {
        var test = await FieldCase.CompareAsync("08-control-one-format/base", "08-control-one-format/cand");

        test.Result.Exits(0).Says("suspect", "1.300", "PG4014: 1 benchmark suspect", "--launchCount 8");
        Assert.Equal(("inconclusive", true), (test.Verdict("A.B.C"), test.Of("A.B.C").GetProperty("suspect").GetBoolean()));
        Assert.Equal("inconclusive", test.Json.GetProperty("outcome").GetString());
        Assert.Equal("B.C", FirstRow(test.Result.Output));
        (await FieldCase.CompareAsync("08-control-one-format/base", "08-control-one-format/cand", "--strict")).Result.Exits(5);
    }

    [Fact]
    public async Task A_default_job_shows_what_is_far_slower_then_suspects()
    {
        var test = await CompareAsync("one-launch-of-a-default-job");
        var result = test.Result;

        result.Fails(1, "PG4001").Says("PG4014", "'A.B.Suspect' 1.");
        Assert.Equal(["A.B.Slow"], result.Named("PG4001"));
        Assert.Equal("B.Slow", FirstRow(result.Output));
        Assert.Equal("inconclusive", test.Verdict("A.B.Same"));
        Assert.DoesNotContain("∞", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_launches_in_a_slow_state_are_not_red()
    {
        var test = await CompareAsync("three-launches-in-a-slow-state");

        test.Result.Exits(0);
        Assert.Equal(("inconclusive", true), (test.Verdict("A.B.Busy"), test.Of("A.B.Busy").GetProperty("suspect").GetBoolean()));
    }

    [Fact]
    public async Task A_saved_result_shows_the_same_rows_first()
    {
        using var workspace = new Workspace();
        var first = await workspace.RunAsync(
            "compare", FieldCase.PathOf("one-launch-of-a-default-job/base.json"), FieldCase.PathOf("one-launch-of-a-default-job/cand.json"),
            "--report", "markdown", "--report", "json=result.json");

        var again = await workspace.RunAsync("report", "result.json", "--report", "markdown");

        Assert.Equal(first.Output, again.Output);
        Assert.Matches(@"(?s)\| regressed \| `B\.Slow` \|.*\| suspect \| `B\.Suspect` \|", first.Output);
    }

    [Fact]
    public async Task Most_slower_alike_are_said_beside_the_verdict() =>
        (await CompareAsync("most-slower-alike")).Result.Fails(1, "PG4001").Says("warning PG4016: 5 of 6 benchmarks are slower by about the same factor, 1.2");

    [Fact]
    public async Task Two_slower_of_six_are_the_codes()
    {
        var (result, _) = await CompareAsync("two-slower-of-six");

        result.Fails(1, "PG4001");
        Assert.DoesNotContain("PG4016", result.Errors, StringComparison.Ordinal);
        Assert.Equal("B.M3", FirstRow(result.Output));
    }

    [Fact]
    public async Task A_rise_of_allocation_that_was_seen_once_is_a_suspect_and_what_is_advised_decides()
    {
        using var workspace = new Workspace();
        foreach (var (run, time) in new[] { ("1", 100.0), ("2", 100.7), ("3", 99.6) })
        {
            workspace.With($"base/{run}/report.json", Allocating(100_000, time)).With($"cand/{run}/report.json", Allocating(108_000, time));
        }

        var once = await FieldCase.CompareAsync(workspace.PathOf("base/1"), workspace.PathOf("cand/1"));
        var thrice = await FieldCase.CompareAsync(workspace.PathOf("base"), workspace.PathOf("cand"));

        once.Result.Exits(0).Says("PG4014: 1 rise suspect", "'A.B.C': allocated 1.080 times", "red from a factor of 2.000 on", "`--artifacts base/1`");
        Assert.Equal(("inconclusive", true), (once.Verdict("A.B.C", "allocated"), once.Of("A.B.C", "allocated").GetProperty("suspect").GetBoolean()));
        Assert.Equal("B.C", FirstRow(once.Result.Output));
        thrice.Result.Fails(1, "PG4002");
    }

    private static JsonObject Allocating(double bytes, double time)
    {
        var report = FolderReport.Of(("A.B.C", time));
        report["Benchmarks"]![0]!["Memory"] = new JsonObject { ["BytesAllocatedPerOperation"] = bytes, ["TotalOperations"] = 100_000 };
        return report;
    }

    private static Task<FieldCase> CompareAsync(string name) => FieldCase.CompareAsync($"{name}/base.json", $"{name}/cand.json");

    // Below the table's head: the verdict, and the benchmark.
    private static string FirstRow(string console) =>
        console.Split('\n').SkipWhile(line => !line.Contains(" benchmark ", StringComparison.Ordinal)).Skip(1).First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
}
