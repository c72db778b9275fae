using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Histories;

/// <summary>What checks, runs and updates add to the history.</summary>
public class Keeping(ReplayedSuite suite) : IClassFixture<ReplayedSuite>
{
    [Fact]
    public async Task Each_adds_its_session_where_the_configuration_says_so_and_only_there()
    {
        // What it writes would make the working tree dirty.
        string[] run = ["run", "--launches", "2", "--output", ".git/run.json"];
        (await suite.RunAsync(run)).Exits(0);
        Assert.Equal("", await suite.GitAsync("for-each-ref", "refs/perfgate"));
        suite.Configure("history", JsonValue.Create(true));

        (await suite.RunAsync(run)).Exits(0).Says("added to the history: 1 session");
        (await suite.RunAsync("check")).Exits(0).Says("added to the history: 1 session");
        suite.SlowDown(ReplayedSuite.Spin["Replay.Work.".Length..], 5);
        (await suite.RunAsync("check")).Exits(1).Says("added to the history: 1 session");
        suite.Change(new { });
        (await suite.RunAsync("baseline", "update", "--launches", "3")).Exits(0).Says("added to the history: 1 session");

        var lines = (await suite.Workspace.RunAsync("history", "export")).Exits(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["baseline update", "check", "check", "run"], lines.Select(line => line.GetProperty("origin").GetString()!).Order());
        Assert.Equal([false, false, false, true], lines.Select(line => line.GetProperty("commit").GetProperty("dirty").GetBoolean()).Order());
        var measured = lines.Single(line => line.GetProperty("origin").GetString() == "run");
        Assert.Equal((await suite.GitAsync("rev-parse", "HEAD")).Trim(), measured.GetProperty("commit").GetProperty("hash").GetString());
        Assert.Equal("first", measured.GetProperty("commit").GetProperty("subject").GetString());
        Assert.StartsWith((await suite.GitAsync("log", "-1", "--format=%cd", "--date=format:%Y-%m-%dT")).Trim(), measured.GetProperty("commit").GetProperty("committedAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, measured.GetProperty("benchmarks").GetProperty(ReplayedSuite.Spin).GetProperty("time").GetProperty("launches").GetInt32());
        Assert.Equal(7, measured.GetProperty("benchmarks").EnumerateObject().Count());
        await suite.GitAsync("update-ref", "-d", "refs/perfgate/history");
    }
}
