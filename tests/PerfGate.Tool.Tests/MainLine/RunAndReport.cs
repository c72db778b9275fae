using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class RunAndReport(Samples samples)
{
    [Fact]
    public async Task Two_runs_are_compared_without_a_configuration()
    {
        using var workspace = samples.NewWorkspace();
        (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), "run", "--no-build", "--output", "results/now.json")).Exits(0).Says("wrote results/now.json");
        File.Delete(workspace.PathOf("perfgate.json"));

        var result = (await workspace.RunAsync("compare", workspace.Baseline, "results/now.json")).Fails(1, "PG4002");

        Assert.Equal(Samples.Knobs, result.Named("PG4002"));
    }

    [Fact]
    public async Task A_run_that_failed_leaves_no_run_file()
    {
        using var workspace = samples.NewWorkspace("Steady.Failing.*");

        await workspace.RefusesAsync(3, "PG2003", "run", "--no-build", "--output", "now.json");

        Assert.False(File.Exists(workspace.PathOf("now.json")));
    }

    [Fact]
    public async Task Artifacts_keep_the_suites_log_and_reports()
    {
        using var workspace = samples.NewWorkspace("*Sum*");

        (await workspace.RunAsync("run", "--no-build", "--artifacts", "kept")).Exits(0);

        Assert.Contains("BenchmarkDotNet", File.ReadAllText(workspace.PathOf("kept/Steady/launch-01/suite.log")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(workspace.PathOf("kept/Steady/launch-01/results"), "*.json"));
        Assert.True(File.Exists(workspace.PathOf("perfgate-run.json")));
    }
}
