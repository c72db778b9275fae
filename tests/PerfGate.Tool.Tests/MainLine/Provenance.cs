using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class Provenance
{
    [Fact]
    public async Task A_baseline_says_which_commit_was_measured_and_whether_the_source_was_changed()
    {
        using var workspace = new Workspace().WithConfig(Samples.Config("Steady.Work.Sum", 1));
        await GitAsync(workspace, "init", "--quiet");
        await GitAsync(workspace, "add", ".");
        await GitAsync(workspace, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "first");
        var commit = (await GitAsync(workspace, "rev-parse", "HEAD")).Trim();

        // The second time, the stored baseline itself is a change, but none of the source.
        (await workspace.RunAsync("baseline", "update", "--no-build")).Exits(0);
        (await workspace.RunAsync("baseline", "update", "--no-build")).Exits(0);
        workspace.With("source.cs", "// changed");
        (await workspace.RunAsync("baseline", "update", "--no-build")).Exits(0);

        var sessions = workspace.ReadBaseline()["sessions"]!.AsArray();
        Assert.All(sessions, session => Assert.Equal(commit, (string)session!["commit"]!));
        Assert.Equal([false, false, true], sessions.Select(session => (bool)session!["dirty"]!));
        var shown = await workspace.RunAsync("baseline", "show");
        Assert.Contains($"commit {commit[..7]}+", shown.Output, StringComparison.Ordinal);
    }

    private static async Task<string> GitAsync(Workspace workspace, params string[] arguments)
    {
        using var git = RunningProcess.Start("git", arguments, workspace.Folder);
        return (await git.FinishAsync()).Exits(0).Output;
    }
}
