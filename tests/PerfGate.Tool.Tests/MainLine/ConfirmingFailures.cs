using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>What fails while suspects are measured again: the candidate's failures fail the build, the baseline's commit is done without.</summary>
public partial class Confirming
{
    // Suspects are named in full; the screen's filter is a pattern.
    private const string IsAgain = "args.Contains(\"Steady.Work.Knob(N: 1000)\") && !args.Contains(\"--list\")";
    private const string Main = "BenchmarkSwitcher.From";

    [Fact]
    public async Task A_suspect_that_throws_while_it_is_measured_again_fails_the_build_by_name()
    {
        suite.SlowDown();
        suite.Edit("Program.cs", Main, $"if ({IsAgain}) Environment.SetEnvironmentVariable(\"AGAIN\", \"1\");\n{Main}");
        suite.Edit("Work.cs", "Knobs.Turn();", "if (N == 1000 && Environment.GetEnvironmentVariable(\"AGAIN\") == \"1\") throw new NotSupportedException(\"not twice\"); Knobs.Turn();");
        try
        {
            var result = (await suite.Workspace.RunAsync(["check", "--filter", "*Knob*", .. JsonOnly])).Exits(3);

            // The other knob is many times slower, which one round may show.
            Assert.Equal(["PG2003"], result.ErrorCodes().Except(["PG4001"]));
            Assert.Equal(["Steady.Work.Knob(N: 1000)"], result.Named("PG2003"));
            result.Says("while it was measured again", "not twice");
            Assert.Equal("failed", VerdictOf(result, "Steady.Work.Knob(N: 1000)", "time"));
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Theory]
    [InlineData("if (" + IsAgain + ") Environment.Exit(7);", "PG2012")]
    // What the screen's launches leave does not compile.
    [InlineData("if (!args.Contains(\"--list\")) File.WriteAllText(\"Left.cs\", \"no C#\");", "PG2001")]
    public async Task Suspects_that_cannot_be_measured_again_at_all_fail_the_build_by_name(string atStart, string code)
    {
        suite.SlowDown();
        // Only here: what was built stays there for the next test.
        suite.Edit("Program.cs", Main, $"if (Environment.GetEnvironmentVariable(\"STEADY_FAILS\") == \"1\") {{ {atStart} }}\n{Main}");
        try
        {
            var result = (await suite.Workspace.RunAsync(("STEADY_FAILS", "1"), ["check", "--filter", "*Knob*", .. JsonOnly])).Fails(3, "PG2004", code);

            Assert.Equal(Samples.Knobs, result.Named("PG2004"));
            Assert.All(Samples.Knobs, knob => Assert.Equal("failed", VerdictOf(result, knob, "time")));
            Assert.Equal("unchanged", VerdictOf(result, Samples.Knobs[0], "allocated"));
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task An_update_that_cannot_measure_a_suspect_again_stores_nothing()
    {
        suite.SlowDown();
        suite.Edit("Program.cs", Main, $"if ({IsAgain}) Environment.Exit(7);\n{Main}");
        try
        {
            await suite.Workspace.RefusesAsync(3, ["PG2004", "PG2012"], "baseline", "update", "--filter", "*Knob*");
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Theory]
    [InlineData("Knobs.Turn();", "no C#", "PG2001")]
    [InlineData("Knobs.Turn();", "throw new NotSupportedException(\"not then\");", "PG2003")]
    public async Task Where_the_suite_of_the_baselines_commit_fails_the_verdict_rests_on_the_stored_baseline(string what, string with, string code)
    {
        using var stored = new StoredAside(suite.Workspace);
        var commit = await suite.CommitAsideAsync(() => suite.Edit("Work.cs", what, with));
        suite.Workspace.EditBaseline(json =>
        {
            json["sessions"]![0]!["commit"] = commit;
            EachTime(json, value => value / 100);
        });

        var result = (await suite.Workspace.RunAsync("check", "--filter", "*Knob*", "--report", "json")).Fails(1, "PG4001");

        result.Says("warning PG3007", $"at {commit}", $"({code})");
        Assert.Equal(Samples.Knobs, result.Named("PG4001"));
    }

    [Fact]
    public async Task A_suspect_that_the_baselines_commit_does_not_have_is_judged_by_the_stored_baseline_and_the_others_in_turn()
    {
        using var stored = new StoredAside(suite.Workspace);
        var commit = await suite.CommitAsideAsync(() => suite.RenameMethod("Knob", "Handle"));
        suite.Workspace.EditBaseline(json =>
        {
            json["sessions"]![0]!["commit"] = commit;
            EachTime(json, value => value / 100);
        });

        var result = (await suite.Workspace.RunAsync("check", "--report", "json")).Fails(1, "PG4001");

        Assert.Equal(Samples.Knobs, result.Named("PG4001"));
        result.Says("warning PG3007: 2 suspects", "'Steady.Work.Knob(N: 1000)'", "warning PG4007: 'Steady.Work.Sum(N: 1000)'");
    }

    private static string? VerdictOf(CliResult result, string id, string metric) => result.Json().GetProperty("benchmarks").EnumerateArray()
        .Single(b => b.GetProperty("id").GetString() == id && b.GetProperty("metric").GetString() == metric).GetProperty("verdict").GetString();
}
