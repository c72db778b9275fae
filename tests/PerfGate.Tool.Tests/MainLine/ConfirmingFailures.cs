using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>What fails while suspects are measured again: the candidate's failures fail the build, the baseline's commit is done without.</summary>
public partial class Confirming
{
    private static readonly Dictionary<string, double> Slower = new() { ["Spin(Position: 0)"] = 8, ["MemSum(Position: 0)"] = 8 };
    private static readonly string[] Both = [ReplayedSuite.Sum, Knob];

    [Fact]
    public async Task A_suspect_that_throws_while_it_is_measured_again_fails_the_build_by_name()
    {
        suite.Change(new { factors = Slower, throwsAgain = new Dictionary<string, string> { ["Spin(Position: 0)"] = "not twice" } });
        try
        {
            var result = (await suite.RunAsync(["check", "--filter", "*Spin*", "--filter", "*MemSum*", .. JsonOnly])).Exits(3);

            // The other one is many times slower, which one block may show.
            Assert.Equal(["PG2003"], result.ErrorCodes().Except(["PG4001"]));
            Assert.Equal([Knob], result.Named("PG2003"));
            result.Says("while it was measured again", "not twice");
            Assert.Equal("failed", VerdictOf(result, Knob, "time"));
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Theory]
    [InlineData(true, "PG2012")]
    // What the screen's launches leave cannot be built.
    [InlineData(false, "PG2001")]
    public async Task Suspects_that_cannot_be_measured_again_at_all_fail_the_build_by_name(bool exits, string code)
    {
        suite.Change(exits ? new { factors = Slower, exitsAgain = true } : new { factors = Slower, leaves = new { path = "Replay.proj", text = "no project" } });
        try
        {
            var result = (await suite.BuildAndRunAsync(["check", "--filter", "*Spin*", "--filter", "*MemSum*", .. JsonOnly])).Fails(3, "PG2004", code);

            Assert.Equal(Both, result.Named("PG2004"));
            Assert.All(Both, benchmark => Assert.Equal("failed", VerdictOf(result, benchmark, "time")));
            Assert.Equal("unchanged", VerdictOf(result, Knob, "allocated"));
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task An_update_that_cannot_measure_a_suspect_again_stores_nothing()
    {
        suite.Change(new { factors = Slower, exitsAgain = true });
        try
        {
            await suite.Workspace.RefusesAsync(3, (string[])["PG2004", "PG2012"], () => suite.RunAsync("baseline", "update", "--filter", "*Spin*", "--filter", "*MemSum*"));
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Theory]
    [InlineData(true, "PG2001")]
    [InlineData(false, "PG2003")]
    public async Task Where_the_suite_of_the_baselines_commit_fails_the_verdict_rests_on_the_stored_baseline(bool doesNotBuild, string code)
    {
        using var stored = new StoredAside(suite.Workspace);
        var commit = await suite.CommitAsideAsync(() =>
        {
            if (doesNotBuild)
            {
                suite.Workspace.With("suite/Replay.proj", "no project");
            }
            else
            {
                suite.Change(new { throws = new Dictionary<string, string> { ["Spin(Position: 0)"] = "not then" } });
            }
        });
        suite.Workspace.EditBaseline(json =>
        {
            json["sessions"]![0]!["commit"] = commit;
            EachTime(json, value => value / 100);
        });

        var result = (await suite.RunAsync("check", "--filter", "*Spin*", "--report", "json")).Fails(1, "PG4001");

        result.Says("warning PG3007", $"at {commit}", $"({code})");
        Assert.Equal([Knob], result.Named("PG4001"));
    }

    [Fact]
    public async Task A_suspect_that_the_baselines_commit_does_not_have_is_judged_by_the_stored_baseline_and_the_others_in_turn()
    {
        using var stored = new StoredAside(suite.Workspace);
        var commit = await suite.CommitAsideAsync(() => suite.Change(new { names = new { Spin = "Handle" } }));
        suite.Workspace.EditBaseline(json =>
        {
            json["sessions"]![0]!["commit"] = commit;
            EachTime(json, value => value / 100);
        });

        var result = (await suite.RunAsync("check", "--report", "json")).Fails(1, "PG4001");

        Assert.Equal([Knob], result.Named("PG4001"));
        result.Says("warning PG3007: 1 suspect", $"'{Knob}'", $"warning PG4007: '{ReplayedSuite.Sum}'");
    }

    private static string? VerdictOf(CliResult result, string id, string metric) => result.Json().GetProperty("benchmarks").EnumerateArray()
        .Single(b => b.GetProperty("id").GetString() == id && b.GetProperty("metric").GetString() == metric).GetProperty("verdict").GetString();
}
