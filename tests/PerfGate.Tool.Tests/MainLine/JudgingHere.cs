using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>The stored baseline is another machine's, and git has its commit.</summary>
public sealed class JudgingHere : IClassFixture<ReplayedSuite>
{
    private readonly ReplayedSuite _suite;

    public JudgingHere(ReplayedSuite suite)
    {
        _suite = suite;
        suite.Workspace.EditBaseline(baseline => baseline["sessions"]![0]!["host"]!["processor"] = "Some Other CPU");
    }

    [Fact]
    public async Task Times_are_judged_against_the_baselines_commit_measured_here()
    {
        _suite.SlowDown("Spin(Position: 0)", 8);
        try
        {
            var result = (await _suite.RunAsync("check", "--report", "json")).Fails(1, "PG4001");

            Assert.Equal([ReplayedSuite.Spin], result.Named("PG4001"));
            Assert.True(result.Json().GetProperty("environment").GetProperty("matchesBaseline").GetBoolean());
            result.Says("note PG3014", "Some Other there");
        }
        finally
        {
            await _suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task What_did_not_change_passes()
    {
        var result = (await _suite.RunAsync("check", "--report", "json")).Exits(0);

        Assert.DoesNotContain(result.Json().GetProperty("benchmarks").EnumerateArray(), b => b.GetProperty("verdict").GetString() == "regressed");
        Assert.True(result.Json().GetProperty("environment").GetProperty("matchesBaseline").GetBoolean());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_that_is_not_wanted_or_cannot_be_times_are_shown(bool isWanted)
    {
        using var stored = new StoredAside(_suite.Workspace);
        _suite.Workspace.EditBaseline(json => json["sessions"]![0]!["commit"] = new string('0', 40));
        _suite.Configure("policy", new JsonObject { ["onOtherMachine"] = isWanted ? "against" : "show", ["minimumEffect"] = 1 });
        try
        {
            var result = (await _suite.RunAsync("check", "--report", "json")).Exits(0);

            Assert.Equal(isWanted, result.Errors.Contains("warning PG3014", StringComparison.Ordinal));
            result.Says("warning PG3004");
            Assert.All(result.Json().GetProperty("benchmarks").EnumerateArray(), b => Assert.Equal(2, b.GetProperty("candidate").GetProperty("launches").GetInt32()));
        }
        finally
        {
            await _suite.RestoreAsync();
        }
    }
}
