using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

[Collection<OneAtATime>]
public class HangingSuites : IClassFixture<AwkwardSuite>
{
    [Fact]
    public async Task A_benchmark_that_never_ends_is_stopped_and_named()
    {
        using var workspace = AwkwardSuite.NewWorkspace("Awkward.Endless.*");

        var result = (await workspace.RunAsync("run", "--no-build", "--artifacts", "kept", "--launch-timeout", "20s")).Fails(3, "PG2070");

        result.Says("'Awkward.Endless.Never'", "20 s", "launchTimeout");
        Assert.Empty(Processes.Naming(workspace.PathOf("kept")));
        Assert.False(File.Exists(workspace.PathOf("perfgate-run.json")));
    }

    [Fact]
    public async Task The_processes_that_BenchmarkDotNet_started_are_stopped_too()
    {
        var suite = Repository.Sample("Awkward");
        using var workspace = new Workspace().WithConfig(new
        {
            suites = new[] { new { project = suite, filter = "Awkward.Endless.Never", launches = 1, launchTimeout = "45s" } },
        });

        (await workspace.RunAsync("run", "--no-build")).Fails(3, "PG2070").Says("45 s");

        Assert.Empty(Processes.Below(Path.GetDirectoryName(suite)!));
    }

    [Fact]
    public async Task A_suite_that_never_lists_its_benchmarks_is_stopped()
    {
        using var workspace = AwkwardSuite.NewWorkspace();

        (await workspace.RunAsync(("AWKWARD_LIST", "hangs"), "run", "--no-build", "--launch-timeout", "3s")).Fails(3, "PG2070").Says("list");
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("soon")]
    public async Task A_timeout_that_is_no_time_is_refused(string timeout)
    {
        using var workspace = AwkwardSuite.NewWorkspace();

        (await workspace.RunAsync("run", "--no-build", "--launch-timeout", timeout)).Fails(2, "PG1001");
    }
}
