using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

[Collection<OneAtATime>]
public class Cancelling(Samples samples)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ctrl_C_while_it_measures_stops_everything_and_changes_nothing(bool wholeGroup)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends a Unix signal");
        using var workspace = samples.NewWorkspace(launches: 1000);
        var before = workspace.StoredFiles();
        // A group of its own, as a terminal has it; and not deaf to the signal, as what a script starts in the background.
        using var tool = RunningProcess.Start(
            "setsid", ["env", "--default-signal=INT", "dotnet", Cli.Assembly, "baseline", "update", "--no-build", "--artifacts", "kept"], workspace.Folder);
        await tool.SeeAsync(line => line.StartsWith("Steady: launch 1 of 1000", StringComparison.Ordinal));
        Assert.NotEmpty(SuitesOf(workspace));

        using var kill = RunningProcess.Start("kill", ["-INT", "--", wholeGroup ? $"-{tool.Id}" : $"{tool.Id}"], workspace.Folder);
        (await kill.FinishAsync()).Exits(0);
        var result = (await tool.FinishAsync()).Exits(130);

        Assert.Empty(SuitesOf(workspace));
        Assert.Empty(result.ErrorCodes());
        result.Says("cancelled");
        Assert.Equal(before, workspace.StoredFiles());
    }

    [Fact]
    public async Task Ctrl_C_stops_the_processes_that_BenchmarkDotNet_starts_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sends a Unix signal");
        using var workspace = samples.NewWorkspace().WithConfig(new { suites = new[] { new { project = Repository.Sample("Runner") } } });
        using var tool = RunningProcess.Start(
            "env", ["--default-signal=INT", "dotnet", Cli.Assembly, "baseline", "update", "--verbosity", "detailed"], workspace.Folder);
        await tool.SeeAsync(line => line.StartsWith("OverheadWarmup", StringComparison.Ordinal) || line.StartsWith("WorkloadWarmup", StringComparison.Ordinal));
        Assert.NotEmpty(ProcessesBelow(Path.GetDirectoryName(Repository.Sample("Runner"))!));

        using var kill = RunningProcess.Start("kill", ["-INT", $"{tool.Id}"], workspace.Folder);
        (await kill.FinishAsync()).Exits(0);
        (await tool.FinishAsync()).Exits(130);

        Assert.Empty(ProcessesBelow(Path.GetDirectoryName(Repository.Sample("Runner"))!));
    }

    private static List<string> ProcessesBelow(string folder) =>
        [.. Directory.GetDirectories("/proc").Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
            .Where(process => WorkingFolder(process).StartsWith(folder, StringComparison.Ordinal))
            .Select(CommandLine)];

    private static string WorkingFolder(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // The suite's processes name the workspace's folder of artifacts on their command line.
    private static List<string> SuitesOf(Workspace workspace) =>
        [.. Directory.GetDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Select(CommandLine)
            .Where(line => line.Contains("Steady.dll", StringComparison.Ordinal) && line.Contains(workspace.PathOf("kept"), StringComparison.Ordinal))];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
