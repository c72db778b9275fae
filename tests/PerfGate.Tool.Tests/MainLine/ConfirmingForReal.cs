using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>Suspects are measured again, in turn with the baseline's commit: a real suite, which is built and measured in both states.</summary>
[Collection<OneAtATime>]
public class ConfirmingForReal(CommittedSuite suite) : IClassFixture<CommittedSuite>
{
    private static readonly string[] JsonOnly = ["--report", "json", "--verbosity", "quiet"];

    [Fact]
    public async Task What_is_slower_than_the_baselines_commit_now_is_red_also_where_it_was_renamed()
    {
        suite.SlowDown();
        suite.RenameMethod("Knob", "Turned");
        suite.Configure("renames", JsonNode.Parse("""[ { "from": "Steady.Work.Knob", "to": "Steady.Work.Turned" } ]""")!);
        try
        {
            var result = (await suite.Workspace.RunAsync(["check", .. JsonOnly])).Fails(1, "PG4001");

            Assert.Equal(["Steady.Work.Turned(N: 1000)", "Steady.Work.Turned(N: 2000)"], result.Named("PG4001"));
            var benchmarks = result.Json().GetProperty("benchmarks").EnumerateArray().ToList();
            Assert.Equal(2, benchmarks.Count(b => b.GetProperty("warnings").ToString().Contains("confirmed against commit", StringComparison.Ordinal)));
            Assert.All(benchmarks, b => Assert.DoesNotContain(b.GetProperty("verdict").GetString(), new[] { "missing", "added" }));
            Assert.Single(await suite.WorktreesAsync());
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task What_a_killed_process_left_behind_goes_away_at_the_next_start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "kills a process group");
        using (var tool = RunningProcess.Start(
            "setsid", ["dotnet", Cli.Assembly, "check", "--against", "HEAD", "--verbosity", "detailed"], suite.Workspace.Folder))
        {
            await tool.SeeAsync(line => line.StartsWith("WorkloadActual", StringComparison.Ordinal));
            using var kill = RunningProcess.Start("kill", ["-KILL", "--", $"-{tool.Id}"], suite.Workspace.Folder);
            (await kill.FinishAsync()).Exits(0);
            await tool.FinishAsync();
        }

        Assert.Equal(2, (await suite.WorktreesAsync()).Count);

        (await suite.Workspace.RunAsync("check", "--against", "no-such-branch")).Exits(4);

        Assert.Single(await suite.WorktreesAsync());
    }
}
