using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

[Collection<OneAtATime>]
public class FullStore(Samples samples)
{
    [Fact]
    public async Task A_baseline_that_may_not_grow_leaves_the_earlier_one_intact()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs ulimit");
        using var workspace = samples.NewWorkspace("Steady.Work.Sum").EditBaseline(MakeLarge);

        var result = await workspace.RefusesAsync(
            4, "PG5001", () => UnderLimit.RunAsync(workspace, blocks: 400, "baseline", "update", "--no-build"));

        result.Says("could not be written", "what was there before is unchanged");
    }

    [Fact]
    public async Task A_full_disk_leaves_the_earlier_baseline_intact()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum");
        using var disk = await TinyDisk.MountAsync(workspace.Baselines, size: "32k");
        disk.Fill(leave: 0);

        (await workspace.RefusesAsync(4, "PG5001", "baseline", "update", "--no-build")).Says("No space left on device");
    }

    [Fact]
    public async Task A_store_that_is_no_folder_is_refused()
    {
        using var workspace = samples.NewWorkspace("Steady.Work.Sum").With("file", "in the way");

        await workspace.RefusesAsync(4, "PG5001", "baseline", "update", "--no-build", "--store", "file");

        Assert.Equal("in the way", File.ReadAllText(workspace.PathOf("file")));
    }

    [Theory]
    [InlineData("file/below")]
    [InlineData("/proc/artifacts")]
    public async Task Artifacts_that_cannot_be_kept_are_said(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        using var workspace = samples.NewWorkspace("Steady.Work.Sum").With("file", "in the way");

        (await workspace.RefusesAsync(2, "PG1008", "baseline", "update", "--no-build", "--artifacts", folder)).Says(folder);
    }

    [Fact]
    public async Task A_suite_whose_results_find_no_room_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs ulimit");
        using var workspace = samples.NewWorkspace("Steady.Work.Sum");
        var before = workspace.StoredFiles();

        var result = await UnderLimit.RunAsync(workspace, blocks: 8, "baseline", "update", "--no-build");

        result.Exits(2, 3);
        Assert.Single(result.ErrorCodes());
        Assert.Equal(before, workspace.StoredFiles());
    }

    // The limit holds for the suite's own files too, so what is stored has to be larger than any of them.
    private static void MakeLarge(JsonNode baseline)
    {
        var benchmarks = baseline["sessions"]![0]!["benchmarks"]!.AsObject();
        for (var i = 0; i < 1000; i++)
        {
            benchmarks[$"Steady.Elsewhere.Benchmark{i}"] = benchmarks["Steady.Work.Sum(N: 1000)"]!.DeepClone();
        }
    }
}
