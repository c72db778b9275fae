using System.Text.Json;
using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

/// <summary>A rise of an exact metric that was seen once, where the baseline's commit cannot be had.</summary>
[Collection<OneAtATime>]
public class RepeatingExact(Samples samples) : IClassFixture<Samples>
{
    private static readonly string[] Check = ["check", "--no-build", "--filter", "*Knob*", "--report", "json"];

    [Theory]
    // Without git, and where it is not wanted.
    [InlineData]
    [InlineData("--no-confirm")]
    public async Task What_a_single_launch_allocated_and_no_other_is_not_red(params string[] more)
    {
        using var workspace = NewWorkspace();

        var result = (await workspace.RunAsync(Launches(workspace, "allocate - -"), [.. Check, .. more])).Exits(0);

        result.Says("2 worse than what is stored", "warning PG4007: 'Steady.Work.Knob(N: 1000)': allocated", "which two more launches do not confirm");
        Assert.All(Allocated(result), b => Assert.Equal("unchanged", b.GetProperty("verdict").GetString()));
        Assert.All(Allocated(result), b => Assert.Equal(3, b.GetProperty("candidate").GetProperty("launches").GetInt32()));
    }

    [Fact]
    public async Task What_every_launch_allocates_is_red()
    {
        using var workspace = NewWorkspace();

        var result = (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), Check)).Fails(1, "PG4002");

        Assert.Equal(Samples.Knobs, result.Named("PG4002"));
        Assert.All(Allocated(result), b => Assert.Contains("confirmed by two more launches", b.GetProperty("warnings").ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_fails_while_it_is_measured_once_more_fails_the_build()
    {
        using var workspace = NewWorkspace();

        var result = (await workspace.RunAsync(Launches(workspace, "allocate throw"), Check)).Fails(3, "PG2003");

        Assert.Equal(Samples.Knobs, result.Named("PG2003"));
        Assert.All(Allocated(result), b => Assert.Equal("failed", b.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task An_update_is_refused_because_of_every_launch_and_not_because_of_one()
    {
        using var workspace = NewWorkspace();
        string[] update = ["baseline", "update", "--no-confirm", "--no-build", "--filter", "*Knob*"];

        await workspace.RefusesAsync(1, "PG4012", () => workspace.RunAsync(("STEADY_ALLOCATE", "1"), update));
        (await workspace.RunAsync(Launches(workspace, "allocate - -"), update)).Exits(0).Says("warning PG4007", "stored ");
    }

    private static (string, string) Launches(Workspace workspace, string list) => ("STEADY_LAUNCHES", $"{workspace.PathOf("starts")}|{list}");

    // A baseline of one launch that allocated nothing; and checks make one launch.
    private Workspace NewWorkspace()
    {
        var workspace = samples.NewWorkspace();
        workspace.EditBaseline(json =>
        {
            foreach (var (_, benchmark) in json["sessions"]![0]!["benchmarks"]!.AsObject())
            {
                benchmark!["allocated"]!["launches"] = new JsonArray(new JsonArray(0));
                benchmark["allocated"]!.AsObject().Remove("resolution");
            }
        });
        return workspace;
    }

    private static List<JsonElement> Allocated(CliResult result) =>
        [.. result.Json().GetProperty("benchmarks").EnumerateArray().Where(b => b.GetProperty("metric").GetString() == "allocated")];
}
