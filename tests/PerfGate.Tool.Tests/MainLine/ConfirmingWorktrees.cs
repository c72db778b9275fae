using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Checking a commit out beside a repository leaves what else is there alone.</summary>
public partial class Confirming
{
    private static readonly string[] AgainstHead = ["check", "--against", "HEAD", "--filter", "*MemSum*", "--launches", "1", .. JsonOnly];

    [Fact]
    public async Task A_users_own_worktree_that_is_out_of_reach_for_a_while_stays()
    {
        using var elsewhere = new Workspace();
        var users = elsewhere.PathOf("users");
        await suite.GitAsync("worktree", "add", "--quiet", "--detach", users);
        try
        {
            Directory.Move(users, elsewhere.PathOf("away"));
            (await suite.RunAsync(AgainstHead)).Exits(0);
            Directory.Move(elsewhere.PathOf("away"), users);

            Assert.Contains($"worktree {users}", await suite.WorktreesAsync());
            using var status = RunningProcess.Start("git", ["status", "--short"], users);
            (await status.FinishAsync()).Exits(0);
        }
        finally
        {
            await suite.GitAsync("worktree", "prune");
        }

        Assert.Equal(2, (await suite.WorktreesAsync()).Count);
        await suite.GitAsync("worktree", "remove", "--force", users);
    }

    [Theory]
    [InlineData("perfgate-worktree-notes")]
    [InlineData("perfgate-worktree-999999999-mine")]
    public async Task A_users_own_worktree_with_a_name_like_ours_stays(string name)
    {
        using var elsewhere = new Workspace();
        var users = elsewhere.PathOf(name);
        await suite.GitAsync("worktree", "add", "--quiet", "--detach", users);

        (await suite.RunAsync("check", "--against", "no-such-branch")).Exits(4);

        Assert.True(Directory.Exists(users));
        await suite.GitAsync("worktree", "remove", "--force", users);
    }

    [Fact]
    public async Task A_folder_that_git_had_not_noted_yet_is_removed_if_it_is_empty()
    {
        using var temporary = new Workspace();
        string NewFolder(int process) => Directory.CreateDirectory(temporary.PathOf($"perfgate-worktree-{process}-{Guid.NewGuid():N}")).FullName;
        var (empty, full, alive) = (NewFolder(999999999), NewFolder(999999999), NewFolder(Environment.ProcessId));
        await File.WriteAllTextAsync(Path.Combine(full, "notes.txt"), "mine", TestContext.Current.CancellationToken);

        (await suite.RunInAsync(temporary.Folder, "check", "--against", "no-such-branch")).Exits(4);

        Assert.Equal((false, true, true), (Directory.Exists(empty), Directory.Exists(full), Directory.Exists(alive)));
    }

    [Fact]
    public async Task What_was_left_behind_and_deleted_since_is_forgotten_by_name()
    {
        using var elsewhere = new Workspace();
        var left = elsewhere.PathOf($"perfgate-worktree-999999999-{Guid.NewGuid():N}");
        await suite.GitAsync("worktree", "add", "--quiet", "--detach", left);
        Directory.Delete(left, recursive: true);

        (await suite.RunAsync("check", "--against", "no-such-branch")).Exits(4);

        Assert.Single(await suite.WorktreesAsync());
    }

    [Fact]
    public async Task A_tag_whose_name_looks_like_an_option_is_a_tag()
    {
        await suite.GitAsync("update-ref", "refs/tags/--quiet", "HEAD");
        try
        {
            (await suite.RunAsync(["check", "--against=--quiet", "--filter", "*MemSum*", "--launches", "1", .. JsonOnly])).Exits(0);
        }
        finally
        {
            await suite.GitAsync("update-ref", "-d", "refs/tags/--quiet");
        }
    }

    [Fact]
    public async Task A_checkout_that_cannot_be_removed_costs_no_verdict()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mounts something");
        using var elsewhere = new Workspace();
        suite.Workspace.With(".git/hooks/post-checkout", "#!/bin/sh\nmkdir held && mount -t tmpfs perfgate-held held || rmdir held\n");
        using var chmod = RunningProcess.Start("chmod", ["+x", ".git/hooks/post-checkout"], suite.Workspace.Folder);
        (await chmod.FinishAsync()).Exits(0);
        try
        {
            var result = (await suite.RunInAsync(
                elsewhere.Folder, "check", "--against", "HEAD", "--filter", "*MemSum*", "--launches", "1", "--report", "json")).Exits(0);

            Assert.SkipUnless(Directory.GetDirectories(elsewhere.Folder, "held", SearchOption.AllDirectories).Length > 0, "mounting is not permitted here");
            result.Says("warning PG2071", "git worktree remove --force");
            Assert.NotEqual("failed", result.Json().GetProperty("outcome").GetString());
        }
        finally
        {
            File.Delete(suite.Workspace.PathOf(".git/hooks/post-checkout"));
            await HeldFolders.ReleaseAsync(elsewhere.Folder);
            foreach (var folder in Directory.GetDirectories(elsewhere.Folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            await suite.GitAsync("worktree", "prune");
        }
    }
}
