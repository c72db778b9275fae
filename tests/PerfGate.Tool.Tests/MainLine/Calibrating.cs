using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.MainLine;

[Collection<OneAtATime>]
public class Calibrating(Samples samples)
{
    private const string Benchmark = "Steady.Work.Sum(N: 1000)";

    [Fact]
    public async Task A_calibration_says_what_the_noise_is_and_each_one_adds_a_session_beside_the_baselines()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum");
        var baselines = workspace.StoredFiles();

        var first = (await workspace.RunAsync("calibrate", "--no-build", "--launches", "2", "--report", "json")).Exits(0);
        var second = (await workspace.RunAsync("calibrate", "--no-build", "--launches", "1")).Exits(0);

        first.Says("launch 4 of 4", "stored ");
        var suite = first.Json().GetProperty("suites")[0];
        Assert.Equal([Benchmark, "Steady.Work.Sum(N: 2000)"], suite.GetProperty("benchmarks").EnumerateArray().Select(b => b.GetProperty("id").GetString()));
        Assert.Equal(4, suite.GetProperty("benchmarks")[0].GetProperty("launches").GetInt32());
        Assert.InRange(suite.GetProperty("launchSeconds").GetDouble(), 0.1, 60);
        Assert.Equal(500, first.Json().GetProperty("falseAlarms").GetProperty("builds").GetInt32());
        Assert.Matches(@"Work\.Sum\(N: 1000\) +[\d.]+ [nu]s +[\d.]+ % ", second.Output);
        Assert.Contains("0 of 500 unchanged builds flagged", second.Output, StringComparison.Ordinal);

        var stored = JsonNode.Parse(await File.ReadAllTextAsync(FileOf(workspace), TestContext.Current.CancellationToken))!;
        Assert.Equal([4, 2], stored["sessions"]!.AsArray().Select(s => (int)s!["benchmarks"]![Benchmark]!["launches"]!));
        Assert.Equal(Path.GetFileNameWithoutExtension(workspace.Baseline), (string)stored["environment"]!);
        Assert.Equal(0.02, (double)stored["sessionSpread"]!["Steady"]!["benchmarks"]![Benchmark]!);
        Assert.Equal(baselines, workspace.StoredFiles());
        (await workspace.RunAsync("baseline", "show")).Exits(0);
    }

    [Fact]
    public async Task Sessions_of_one_commit_are_held_against_each_other()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum");
        await workspace.CommitAsync();
        (await workspace.RunAsync("calibrate", "--no-build", "--launches", "1")).Exits(0);
        // As if the same commit had been calibrated on three earlier days, each time three times as slow as before.
        var stored = JsonNode.Parse(await File.ReadAllTextAsync(FileOf(workspace), TestContext.Current.CancellationToken))!;
        var session = stored["sessions"]![0]!;
        for (var day = 1; day <= 3; day++)
        {
            var earlier = session.DeepClone();
            earlier["measuredAt"] = $"2026-01-0{day}T12:00:00Z";
            earlier["benchmarks"]![Benchmark]!["level"] = (double)session["benchmarks"]![Benchmark]!["level"]! * Math.Pow(3, day);
            stored["sessions"]!.AsArray().Add(earlier);
        }

        await File.WriteAllTextAsync(FileOf(workspace), Sealed.Again(stored).ToJsonString(), TestContext.Current.CancellationToken);
        var result = (await workspace.RunAsync("calibrate", "--no-build", "--launches", "1", "--report", "json")).Exits(0);

        var suite = result.Json().GetProperty("suites")[0];
        Assert.Equal(4, suite.GetProperty("sessionsOfOneCommit").GetInt32());
        Assert.InRange(suite.GetProperty("benchmarks")[0].GetProperty("sessionSpread").GetDouble(), 0.8, 6);
        Assert.True(suite.GetProperty("benchmarks")[1].GetProperty("sessionSpread").GetDouble() < suite.GetProperty("benchmarks")[0].GetProperty("sessionSpread").GetDouble());
    }

    [Fact]
    public async Task A_suite_that_fails_is_not_calibrated()
    {
        using var workspace = new Workspace().WithConfig(Samples.Config("Steady.Failing.*", 1));

        (await workspace.RunAsync("calibrate", "--no-build")).Fails(3, "PG2003");

        Assert.False(Directory.Exists(workspace.Baselines));
    }

    private static string FileOf(Workspace workspace) => Assert.Single(Directory.GetFiles(Path.Combine(workspace.Baselines, "calibration")));
}
