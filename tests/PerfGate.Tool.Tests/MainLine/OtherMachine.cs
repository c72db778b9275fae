using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class OtherMachine(Samples samples)
{
    [Fact]
    public async Task Against_another_machines_baseline_no_time_is_judged()
    {
        using var workspace = samples.NewWorkspace(launches: 5).EditBaseline(MoveToAnotherMachine);

        var result = (await workspace.RunAsync(("STEADY_SPIN", "5000"), "check", "--no-build", "--report", "json")).Exits(0);

        result.Says("warning PG3004", "Some Other there", "64 cores there, ");
        Assert.False(result.Json().GetProperty("environment").GetProperty("matchesBaseline").GetBoolean());
        var times = result.Json().GetProperty("benchmarks").EnumerateArray().Where(b => b.GetProperty("metric").GetString() == "time").ToList();
        Assert.Equal(4, times.Count);
        Assert.All(times, b => Assert.Equal("inconclusive", b.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task Against_another_machines_baseline_allocation_is_judged_all_the_same()
    {
        using var workspace = samples.NewWorkspace().EditBaseline(MoveToAnotherMachine);

        var result = (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), "check", "--no-build")).Fails(1, "PG4002");

        Assert.Equal(Samples.Knobs, result.Named("PG4002"));
    }

    [Fact]
    public async Task Against_another_runtimes_baseline_not_even_allocation_is_judged()
    {
        using var workspace = samples.NewWorkspace().EditBaseline(baseline => Host(baseline)["runtime"] = ".NET 7.0.20 (7.0.2024.26716)");

        var result = (await workspace.RunAsync(("STEADY_ALLOCATE", "1"), "check", "--no-build", "--report", "json")).Exits(0);

        Assert.All(result.Json().GetProperty("benchmarks").EnumerateArray(), b => Assert.Equal("inconclusive", b.GetProperty("verdict").GetString()));
    }

    [Fact]
    public async Task Of_two_machines_baselines_the_one_of_this_machine_is_judged_against()
    {
        using var workspace = samples.NewWorkspace();
        File.Copy(workspace.Baseline, workspace.PathOf("mine.json"));
        workspace.EditBaseline(MoveToAnotherMachine);
        File.Move(workspace.Baseline, Path.Combine(workspace.Baselines, "aaa.json"));
        File.Move(workspace.PathOf("mine.json"), Path.Combine(workspace.Baselines, "zzz.json"));

        var result = (await workspace.RunAsync("check", "--no-build", "--report", "json")).Exits(0);

        Assert.True(result.Json().GetProperty("environment").GetProperty("matchesBaseline").GetBoolean());
    }

    private static void MoveToAnotherMachine(JsonNode baseline)
    {
        Host(baseline)["processor"] = "Some Other CPU";
        Host(baseline)["logicalCores"] = 64;
    }

    private static JsonNode Host(JsonNode baseline) => baseline["sessions"]![0]!["host"]!;
}
