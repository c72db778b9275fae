using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class Checking(Samples samples)
{
    [Fact]
    public async Task A_check_right_after_the_baseline_does_not_fail()
    {
        using var workspace = samples.NewWorkspace(launches: 2);

        var result = (await workspace.RunAsync("check", "--no-build", "--report", "json")).Exits(0);

        Assert.Contains(result.Json().GetProperty("outcome").GetString(), new[] { "passed", "inconclusive" });
        Assert.True(result.Json().GetProperty("environment").GetProperty("matchesBaseline").GetBoolean());
        Assert.Empty(result.ErrorCodes());
    }

    [Fact]
    public async Task A_benchmark_that_became_slower_fails_the_check_and_no_other_is_named()
    {
        using var workspace = samples.NewWorkspace(launches: 5);

        var result = (await workspace.RunAsync(("STEADY_SPIN", "5000"), "check", "--no-build")).Fails(1, "PG4001");

        Assert.Equal(Samples.Knobs, result.Named("PG4001"));
        Assert.Matches(@"error PG4001: 'Steady\.Work\.Knob\(N: 1000\)' is \d+\.\d+ times as slow as the baseline\n +the least iteration is \d+\.\d+ times the slowest launch of the baseline; with 5 launches, more than \d+\.\d+ is a regression", result.Errors);
        Assert.Contains("REGRESSED", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_searches_with_five_launches_however_many_the_baseline_has()
    {
        using var workspace = samples.NewWorkspace(launches: 10);

        var result = (await workspace.RunAsync("check", "--no-build", "--report", "json")).Exits(0);

        var launches = result.Json().GetProperty("launches");
        // Of four benchmarks.
        Assert.Equal(20, launches.GetProperty("spent").GetInt32());
        Assert.Equal(
            launches.GetProperty("spent").GetInt32(),
            result.Json().GetProperty("benchmarks").EnumerateArray().Where(b => b.GetProperty("metric").GetString() == "time")
                .Sum(b => b.GetProperty("candidate").GetProperty("launches").GetInt32()));
    }

    [Fact]
    public async Task Every_launch_is_made_where_that_is_wanted()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum", launches: 6);

        var result = (await workspace.RunAsync("check", "--no-build", "--all-launches")).Exits(0);

        result.Says("launch 6 of 6");
        Assert.Contains("launches  12 of 12 planned", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_ends_the_measuring_and_a_launch_is_always_made()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum", launches: 10);

        var result = (await workspace.RunAsync("check", "--no-build", "--all-launches", "--budget", "0.1s", "--report", "json")).Exits(0);

        Assert.Equal(2, result.Json().GetProperty("launches").GetProperty("spent").GetInt32());
        Assert.Equal(20, result.Json().GetProperty("launches").GetProperty("planned").GetInt32());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-5m")]
    [InlineData("0s")]
    [InlineData("five minutes")]
    public async Task A_budget_that_is_no_time_is_wrong_usage(string budget)
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum");

        (await workspace.RunAsync("check", "--no-build", "--budget", budget)).Exits(2).Says("such as 90s or 5m");
    }

    [Fact]
    public async Task A_benchmark_that_allocates_more_fails_the_check_by_that_alone()
    {
        // With two launches no time can be called slower.
        using var workspace = samples.NewWorkspace(launches: 2);

        var result = (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), "check", "--no-build")).Fails(1, "PG4002");

        Assert.Equal(Samples.Knobs, result.Named("PG4002"));
        // The memory diagnoser's own bytes, a few an operation, come on top now and then.
        Assert.Matches(@"\d B -> 1(\.0\d*)? KB", result.Errors);
    }

    [Fact]
    public async Task Progress_with_the_remaining_time_is_on_standard_error_and_data_alone_on_standard_output()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum", launches: 2);

        var result = (await workspace.RunAsync("check", "--no-build", "--report", "json")).Exits(0);

        Assert.Matches(@"(?m)^Steady: launch 1 of 2 \(50 %, about \d+ s left\)$", result.Errors);
        Assert.Matches(@"(?m)^Steady: launch 2 of 2 \(100 %, took \d+ s\)$", result.Errors);
        Assert.Equal(4, result.Json().GetProperty("benchmarks").GetArrayLength());
    }

    [Fact]
    public async Task With_strict_what_could_not_be_decided_fails_with_an_exit_code_of_its_own()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum");

        await workspace.RefusesAsync(5, "PG4003", "check", "--no-build", "--strict");
    }

    [Fact]
    public async Task A_filter_judges_what_it_chooses_and_misses_nothing_else()
    {
        using var workspace = samples.NewWorkspace();

        var result = (await workspace.RunAsync("check", "--no-build", "--filter", "*Sum(N: 1000)", "--report", "json")).Exits(0);

        Assert.All(
            result.Json().GetProperty("benchmarks").EnumerateArray(),
            b => Assert.Equal("Steady.Work.Sum(N: 1000)", b.GetProperty("id").GetString()));
    }
}
