using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Whole checks, with a worktree and rounds, on recorded noise.</summary>
public sealed class Replaying(ReplayedSuite suite) : IClassFixture<ReplayedSuite>
{
    [Fact]
    public async Task An_unchanged_suite_passes()
    {
        suite.Change(new { });

        var result = (await CheckAsync("process")).Exits(0);

        Assert.Empty(result.ErrorCodes());
        Assert.Equal(7, TimesOf(result).Count);
        Assert.DoesNotContain("regressed", TimesOf(result).Values);
    }

    [Fact]
    public async Task A_benchmark_that_is_slower_in_the_working_tree_is_red_and_no_other()
    {
        suite.SlowDown("Math1(Position: 0)", 1.3);

        var result = (await CheckAsync("inProcess")).Fails(1, "PG4001");

        result.Says("slower than the stored baseline: measuring again, in turn with commit");
        Assert.Equal("Replay.Work.Math1(Position: 0)", Assert.Single(TimesOf(result), v => v.Value == "regressed").Key);
    }

    private Task<CliResult> CheckAsync(string isolation)
    {
        suite.Isolate(isolation);
        return suite.RunAsync("check", "--report", "json");
    }

    private static Dictionary<string, string> TimesOf(CliResult result) => result.Json().GetProperty("benchmarks").EnumerateArray()
        .Where(benchmark => benchmark.GetProperty("metric").GetString() == "time")
        .ToDictionary(benchmark => benchmark.GetProperty("id").GetString()!, benchmark => benchmark.GetProperty("verdict").GetString()!);
}
