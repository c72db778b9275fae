using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>What was meant to change between the baseline's commit and now is seen through when suspects are confirmed.</summary>
public partial class Confirming
{
    [Fact]
    public async Task A_suspect_that_was_renamed_is_confirmed_under_the_name_it_had()
    {
        suite.Change(new { names = new { Spin = "Turned" }, factors = new Dictionary<string, double> { ["Spin(Position: 0)"] = 8 } });
        suite.Configure("renames", JsonNode.Parse("""[ { "from": "Replay.Work.Spin", "to": "Replay.Work.Turned" } ]""")!);
        try
        {
            var result = (await suite.RunAsync(["check", .. JsonOnly])).Fails(1, "PG4001");

            Assert.Equal(["Replay.Work.Turned(Position: 0)"], result.Named("PG4001"));
            var benchmarks = result.Json().GetProperty("benchmarks").EnumerateArray().ToList();
            Assert.Single(benchmarks, b => b.GetProperty("warnings").ToString().Contains("confirmed against commit", StringComparison.Ordinal));
            Assert.All(benchmarks, b => Assert.DoesNotContain(b.GetProperty("verdict").GetString(), new[] { "missing", "added" }));

            var against = await suite.RunAsync(["check", "--against", "HEAD", "--filter", "*Turned*", .. JsonOnly]);
            Assert.Equal(result.Named("PG4001"), against.Fails(1, "PG4001").Named("PG4001"));
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Theory]
    // Launches of the baseline: one alone, and some that do not agree. The program allocates 24 bytes, now and at the baseline's commit.
    [InlineData("[ [0] ]")]
    [InlineData("[ [0], [8], [16], [3] ]")]
    public async Task What_allocates_no_more_than_the_baselines_commit_now_is_not_red_whatever_few_launches_say(string launches)
    {
        using var stored = new StoredAside(suite.Workspace);
        var commit = await suite.CommitAsideAsync(Allocate);
        StoreAllocated(launches, commit);
        Allocate();
        try
        {
            var result = (await suite.RunAsync("check", "--filter", "*Spin*", "--report", "json")).Exits(0);

            result.Says("1 worse than the stored baseline: measuring again", $"warning PG4007: '{Knob}': allocated was worse");
            Assert.DoesNotContain(result.Json().GetProperty("benchmarks").EnumerateArray(), b => b.GetProperty("verdict").GetString() == "regressed");
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task What_a_single_launch_allocates_is_red_if_the_baselines_commit_allocates_less_now()
    {
        using var stored = new StoredAside(suite.Workspace);
        StoreAllocated("[ [0] ]");
        Allocate();
        try
        {
            var result = (await suite.RunAsync(["check", "--filter", "*Spin*", .. JsonOnly])).Fails(1, "PG4002");

            Assert.Equal([Knob], result.Named("PG4002"));
            Assert.Equal(1, result.Json().GetProperty("benchmarks").EnumerateArray().Count(b => b.GetProperty("warnings").ToString().Contains("confirmed against commit", StringComparison.Ordinal)));
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task What_crept_away_from_the_anchor_is_red_if_the_anchors_commit_confirms_it()
    {
        using var stored = new StoredAside(suite.Workspace);
        (await suite.Workspace.RunAsync("baseline", "anchor", "v1")).Exits(0).Says("anchor 'v1': Replay at commit");
        // The newest baseline as if it had come near to what the source is made to cost now.
        suite.Workspace.EditBaseline(json =>
        {
            var newest = json["sessions"]![0]!.DeepClone();
            newest.AsObject().Remove("anchor");
            newest["measuredAt"] = "2999-01-01T00:00:00Z";
            json["sessions"]!.AsArray().Add(newest);
            newest["benchmarks"]![Knob]!["time"]!["launches"] = new JsonArray([.. Enumerable.Range(0, 10).Select(i => new JsonArray(1e9 + i))]);
        });
        suite.Configure("anchor", JsonNode.Parse("""{ "minimumEffect": 1 }""")!);
        suite.SlowDown("Spin(Position: 0)", 8);
        try
        {
            var result = (await suite.RunAsync("check", "--report", "json")).Fails(1, "PG4008");

            Assert.Equal([Knob], result.Named("PG4008"));
            result.Says("slower than the stored anchor: measuring again");
            var crept = result.Json().GetProperty("benchmarks").EnumerateArray().Where(b => b.TryGetProperty("anchor", out var a) && a.GetProperty("verdict").GetString() == "regressed").ToList();
            Assert.Contains("measured again with commit", Assert.Single(crept).GetProperty("anchor").GetProperty("warnings").ToString(), StringComparison.Ordinal);
        }
        finally
        {
            await suite.RestoreAsync();
        }
    }

    [Fact]
    public async Task An_update_is_not_refused_because_the_machine_was_faster_once()
    {
        using var stored = new StoredAside(suite.Workspace);
        suite.Workspace.EditBaseline(json => EachTime(json, value => value / 10));

        (await suite.RunAsync("baseline", "update", "--filter", "*MemSum*")).Exits(0).Says("warning PG4007");

        Assert.Equal(2, suite.Workspace.ReadBaseline()["sessions"]!.AsArray().Count);
    }

    private void Allocate() => suite.Change(new { allocated = new Dictionary<string, int> { ["Spin(Position: 0)"] = 24 } });

    private void StoreAllocated(string launches, string? commit = null) => suite.Workspace.EditBaseline(json =>
    {
        var session = json["sessions"]![0]!;
        session["commit"] = commit ?? (string?)session["commit"];
        session["benchmarks"]![Knob]!["allocated"]!["launches"] = JsonNode.Parse(launches);
        session["benchmarks"]![Knob]!["allocated"]!.AsObject().Remove("resolution");
    });
}
