using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class SeveralSuites
{
    private static readonly object Two = Samples.Config(
        [Samples.Suite("Steady", "*Sum*", name: "sums"), Samples.Suite("Steady", "*Knob*", name: "knobs")]);

    [Fact]
    public async Task All_suites_of_the_configuration_are_measured_and_judged_together()
    {
        using var workspace = new Workspace().WithConfig(Two);
        (await workspace.RunAsync("baseline", "update", "--no-build")).Exits(0);
        Assert.Equal(["knobs", "sums"], workspace.ReadBaseline()["sessions"]!.AsArray().Select(s => (string)s!["suite"]!).Order());

        var all = (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), "check", "--no-build", "--report", "json")).Fails(1, "PG4002");
        var one = (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), "check", "--no-build", "--suite", "sums", "--report", "json")).Exits(0);

        Assert.Equal(8, all.Json().GetProperty("benchmarks").GetArrayLength());
        Assert.Equal(4, one.Json().GetProperty("benchmarks").GetArrayLength());
    }

    [Fact]
    public async Task A_run_of_several_suites_is_compared_whole()
    {
        using var workspace = new Workspace().WithConfig(Two);
        (await workspace.RunAsync("run", "--no-build", "-o", "before.json")).Exits(0);
        (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), "run", "--no-build", "-o", "after.json")).Exits(0);

        var same = (await workspace.RunAsync("compare", "before.json", "before.json", "--report", "json")).Exits(0);
        var worse = (await workspace.RunAsync("compare", "before.json", "after.json", "--report", "markdown")).Fails(1, "PG4002");

        Assert.Equal(8, same.Json().GetProperty("benchmarks").GetArrayLength());
        Assert.Equal(Samples.Knobs, worse.Named("PG4002"));
    }
}
