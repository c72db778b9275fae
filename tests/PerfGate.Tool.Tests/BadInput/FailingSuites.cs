using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

[Collection<OneAtATime>]
public class FailingSuites(Samples samples)
{
    private static readonly string[] Update = ["baseline", "update", "--no-build"];

    [Theory]
    [InlineData("check --no-build")]
    [InlineData("baseline update --no-build")]
    public async Task A_filter_that_matches_nothing_fails(string command)
    {
        using var workspace = samples.NewWorkspace();

        (await workspace.RefusesAsync(3, "PG2002", [.. command.Split(' '), "--filter", "Steady.Nothing*"])).Says("Steady.Nothing*");
    }

    [Theory]
    [InlineData("check --no-build")]
    [InlineData("baseline update --no-build")]
    public async Task A_benchmark_that_throws_fails_with_its_exception(string command)
    {
        using var workspace = samples.NewWorkspace("Steady.Failing.*").EditBaseline(baseline =>
        {
            var benchmarks = baseline["sessions"]![0]!["benchmarks"]!.AsObject();
            benchmarks["Steady.Failing.Works"] = benchmarks["Steady.Work.Sum(N: 1000)"]!.DeepClone();
        });

        var result = (await workspace.RefusesAsync(3, "PG2003", command.Split(' '))).Says("the benchmark broke");

        Assert.Equal(["Steady.Failing.Throws"], result.Named("PG2003"));
    }

    [Fact]
    public async Task A_set_up_that_throws_fails_with_its_exception()
    {
        using var workspace = samples.NewWorkspace("Steady.FailingSetup.*");

        var result = (await workspace.RefusesAsync(3, "PG2003", Update)).Says("the set-up broke");

        Assert.Equal(["Steady.FailingSetup.NeverRuns"], result.Named("PG2003"));
    }

    [Fact]
    public async Task A_suite_that_crashes_fails()
    {
        using var workspace = samples.NewWorkspace("Steady.Exiting.*");

        (await workspace.RefusesAsync(3, "PG2012", Update)).Says("exit code 7");
    }

    [Fact]
    public async Task A_benchmark_that_is_listed_and_not_measured_fails()
    {
        using var workspace = samples.NewWorkspace();

        var result = await workspace.RefusesAsync(
            3, "PG2004", () => workspace.RunAsync(("STEADY_HIDE", "1"), Update));

        Assert.Equal(["Steady.Work.Knob"], result.Named("PG2004"));
    }

    [Fact]
    public async Task A_benchmark_that_the_run_lost_fails()
    {
        using var workspace = samples.NewWorkspace().EditBaseline(baseline =>
        {
            var benchmarks = baseline["sessions"]![0]!["benchmarks"]!.AsObject();
            benchmarks["Steady.Work.Lost"] = benchmarks["Steady.Work.Sum(N: 1000)"]!.DeepClone();
        });

        var result = await workspace.RefusesAsync(3, "PG2006", "check", "--no-build", "--report", "json");

        Assert.Equal(["Steady.Work.Lost"], result.Named("PG2006"));
        Assert.Equal("failed", result.Json().GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_check_without_a_baseline_passes_where_none_is_required()
    {
        using var workspace = new Workspace().WithConfig(new
        {
            suites = new[] { Samples.Suite("Steady", "*Sum*") },
            baselines = new { required = false },
        });

        (await workspace.RunAsync("check", "--no-build")).Exits(0).Says("PG4004");
        Assert.Empty(workspace.StoredFiles());
    }
}
