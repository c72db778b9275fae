using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>What was meant to change between the baseline's commit and now is seen through when suspects are confirmed.</summary>
public partial class Confirming
{
    [Fact]
    public async Task A_suspect_that_was_renamed_is_confirmed_under_the_name_it_had()
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

            var against = await suite.Workspace.RunAsync(["check", "--no-build", "--against", "HEAD", "--filter", "*Turned*", .. JsonOnly]);
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
        StoreAllocated(launches);

        var result = (await suite.Workspace.RunAsync(("STEADY_ALLOCATE", "1"), ["check", "--filter", "*Knob*", "--report", "json"])).Exits(0);

        result.Says("2 worse than the stored baseline: measuring again", "warning PG4007: 'Steady.Work.Knob(N: 1000)': allocated was worse");
        Assert.DoesNotContain(result.Json().GetProperty("benchmarks").EnumerateArray(), b => b.GetProperty("verdict").GetString() == "regressed");
    }

    [Fact]
    public async Task What_a_single_launch_allocates_is_red_if_the_baselines_commit_allocates_less_now()
    {
        using var stored = new StoredAside(suite.Workspace);
        StoreAllocated("[ [0] ]");
        suite.Allocate();
        try
        {
            var result = (await suite.Workspace.RunAsync(["check", "--filter", "*Knob*", .. JsonOnly])).Fails(1, "PG4002");

            Assert.Equal(Samples.Knobs, result.Named("PG4002"));
            Assert.Equal(2, result.Json().GetProperty("benchmarks").EnumerateArray().Count(b => b.GetProperty("warnings").ToString().Contains("confirmed against commit", StringComparison.Ordinal)));
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
        (await suite.Workspace.RunAsync("baseline", "anchor", "v1")).Exits(0).Says("anchor 'v1': Steady at commit");
        // The newest baseline as if it had come near to what the source is made to cost now.
        suite.Workspace.EditBaseline(json =>
        {
            var newest = json["sessions"]![0]!.DeepClone();
            newest.AsObject().Remove("anchor");
            newest["measuredAt"] = "2999-01-01T00:00:00Z";
            json["sessions"]!.AsArray().Add(newest);
            foreach (var benchmark in Samples.Knobs)
            {
                newest["benchmarks"]![benchmark]!["time"]!["launches"] = new JsonArray([.. Enumerable.Range(0, 5).Select(i => new JsonArray(1e6 + i))]);
            }
        });
        suite.Configure("policy", JsonNode.Parse("""{ "alpha": 0.5, "minimumEffect": 3 }""")!);
        suite.Configure("anchor", JsonNode.Parse("""{ "minimumEffect": 3 }""")!);
        suite.SlowDown();
        try
        {
            var result = (await suite.Workspace.RunAsync("check", "--report", "json")).Fails(1, "PG4008");

            Assert.Equal(Samples.Knobs, result.Named("PG4008"));
            result.Says("slower than the stored anchor: measuring again");
            var crept = result.Json().GetProperty("benchmarks").EnumerateArray().Where(b => b.TryGetProperty("anchor", out var a) && a.GetProperty("verdict").GetString() == "regressed").ToList();
            Assert.All(crept, b => Assert.Contains("measured again with commit", b.GetProperty("anchor").GetProperty("warnings").ToString(), StringComparison.Ordinal));
            Assert.Equal(2, crept.Count);
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

        (await suite.Workspace.RunAsync("baseline", "update", "--filter", "*Sum*")).Exits(0).Says("warning PG4007");

        Assert.Equal(2, suite.Workspace.ReadBaseline()["sessions"]!.AsArray().Count);
    }

    private void StoreAllocated(string launches) => suite.Workspace.EditBaseline(json =>
    {
        foreach (var benchmark in Samples.Knobs)
        {
            json["sessions"]![0]!["benchmarks"]![benchmark]!["allocated"]!["launches"] = JsonNode.Parse(launches);
            json["sessions"]![0]!["benchmarks"]![benchmark]!["allocated"]!.AsObject().Remove("resolution");
        }
    });
}
