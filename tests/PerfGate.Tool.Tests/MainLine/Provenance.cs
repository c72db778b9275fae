using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class Provenance
{
    [Fact]
    public async Task A_baseline_says_which_commit_was_measured_and_whether_the_source_was_changed()
    {
        using var workspace = await CommittedAsync();
        var commit = (await workspace.GitAsync("rev-parse", "HEAD")).Trim();

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

    [Fact]
    public async Task What_git_says_beside_its_answer_is_no_part_of_it()
    {
        using var workspace = await CommittedAsync();

        // As a warning does, this writes to standard error.
        (await workspace.RunAsync(("GIT_TRACE", "1"), "baseline", "update", "--no-build")).Exits(0);

        var session = workspace.ReadBaseline()["sessions"]![0]!;
        Assert.Equal(((await workspace.GitAsync("rev-parse", "HEAD")).Trim(), false), ((string)session["commit"]!, (bool)session["dirty"]!));
    }

    [Fact]
    public async Task Where_git_cannot_tell_what_changed_something_did()
    {
        using var workspace = await CommittedAsync();
        workspace.With(".git/index", "no index");

        (await workspace.RunAsync("baseline", "update", "--no-build")).Exits(0);

        Assert.True((bool)workspace.ReadBaseline()["sessions"]![0]!["dirty"]!);
    }

    /// <summary>A hook has git's variables set, for another repository too if it is that one's.</summary>
    [Fact]
    public async Task The_variables_of_a_hook_reach_neither_git_nor_the_suite()
    {
        using var workspace = await CommittedAsync();
        using var other = new Workspace().With("file", "x");
        await other.CommitAsync();
        workspace.WithConfig(new { suites = new[] { Samples.Suite("Awkward", "Awkward.Plain.Ticks") } });
        await workspace.CommitAsync();

        (await Cli.RunAsync(
            workspace.Folder,
            new Dictionary<string, string> { ["GIT_DIR"] = other.PathOf(".git"), ["GIT_INDEX_FILE"] = other.PathOf(".git/index"), ["GIT_WORK_TREE"] = other.Folder, ["GIT_PREFIX"] = "x/" },
            "baseline", "update")).Exits(0);

        var session = workspace.ReadBaseline()["sessions"]![0]!;
        Assert.Equal(((await workspace.GitAsync("rev-parse", "HEAD")).Trim(), false), ((string)session["commit"]!, (bool)session["dirty"]!));
    }

    private static async Task<Workspace> CommittedAsync()
    {
        var workspace = new Workspace().WithConfig(Samples.Config("Steady.Work.Sum", 1));
        await workspace.CommitAsync();
        return workspace;
    }
}
