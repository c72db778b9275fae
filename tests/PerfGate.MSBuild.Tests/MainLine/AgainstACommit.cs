namespace PerfGate.MSBuild.Tests.MainLine;

[Collection<OneAtATime>]
public class AgainstACommit(SampleRepository repository)
{
    [Fact]
    public async Task A_change_is_judged_against_a_commit_whose_own_build_does_not_check_again()
    {
        repository.Configure([SampleRepository.Suite("committed", "Steady.Work.Knob", launches: 5)]);
        repository.AddProject("committed", "<PerfGateOnBuild>true</PerfGateOnBuild><ContinuousIntegrationBuild>true</ContinuousIntegrationBuild>");
        await GitAsync("init", "--quiet");
        await GitAsync("add", ".");
        await GitAsync("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "first");
        repository.With("committed/Work.cs", (await File.ReadAllTextAsync(repository.PathOf("committed/Work.cs"), TestContext.Current.CancellationToken))
            .Replace("Knobs.Turn();", "Knobs.Turn(); Thread.SpinWait(2000);", StringComparison.Ordinal));

        var build = await repository.BuildAsync("committed", "--restore", "-p:PerfGateAgainst=HEAD");

        build.Fails("PG4001").Says("building committed in both states", "seen: Steady.Work.Knob(N: 1000) time regressed");
        Assert.Single((await GitAsync("worktree", "list")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        repository.Remove(".git");
    }

    private async Task<string> GitAsync(params string[] arguments)
    {
        using var git = RunningProcess.Start("git", arguments, repository.Folder);
        return (await git.FinishAsync()).Exits(0).Output;
    }
}
