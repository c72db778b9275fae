using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

[Collection<OneAtATime>]
public class Cancelling(Samples samples)
{
    // It would last minutes: without arguments, BenchmarkDotNet makes its own iterations.
    private static readonly string[] Update = ["baseline", "update", "--artifacts", "kept", "--verbosity", "detailed"];

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    public async Task Ctrl_C_while_it_measures_stops_the_suite_and_changes_nothing(string wholeGroup)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends a Unix signal");
        using var workspace = samples.NewWorkspace().WithConfig(new
        {
            suites = new[] { new { project = Repository.Sample("Steady"), filter = "Steady.Work.*", isolation = "inProcess" } },
        });
        var before = workspace.StoredFiles();
        using var tool = Start(workspace, [.. Update, "--no-build"]);
        await tool.SeeAsync(line => line.StartsWith("WorkloadActual", StringComparison.Ordinal));
        Assert.NotEmpty(Processes.Naming(workspace.PathOf("kept")));

        await InterruptAsync($"{wholeGroup}{tool.Id}", workspace);
        var result = (await tool.FinishAsync()).Exits(130).Says("cancelled");

        Assert.Empty(Processes.Naming(workspace.PathOf("kept")));
        Assert.Empty(result.ErrorCodes());
        Assert.Equal(before, workspace.StoredFiles());
    }

    [Fact]
    public async Task Ctrl_C_stops_the_processes_that_BenchmarkDotNet_starts_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends a Unix signal");
        var runner = Repository.Sample("Runner");
        using var workspace = samples.NewWorkspace().WithConfig(new { suites = new[] { new { project = runner } } });
        using var tool = Start(workspace, Update);
        await tool.SeeAsync(line => line.StartsWith("WorkloadWarmup", StringComparison.Ordinal));
        Assert.NotEmpty(Processes.Below(Path.GetDirectoryName(runner)!));

        await InterruptAsync($"{tool.Id}", workspace);
        (await tool.FinishAsync()).Exits(130);

        Assert.Empty(Processes.Below(Path.GetDirectoryName(runner)!));
    }

    // In a process group of its own, as a terminal has it; and not deaf to the signal, as what a script starts in the
    // background is.
    private static RunningProcess Start(Workspace workspace, string[] arguments) => RunningProcess.Start(
        "setsid", ["env", "--default-signal=INT", "dotnet", Cli.Assembly, .. arguments], workspace.Folder);

    private static async Task InterruptAsync(string target, Workspace workspace)
    {
        using var kill = RunningProcess.Start("kill", ["-INT", "--", target], workspace.Folder);
        (await kill.FinishAsync()).Exits(0);
    }
}
