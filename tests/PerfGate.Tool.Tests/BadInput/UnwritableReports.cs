using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

public class UnwritableReports
{
    public static TheoryData<string> Formats => ["console", "markdown", "json", "junit", "openmetrics", "sarif", "azure", "github", "teamcity"];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_report_to_a_full_device_fails_and_the_device_stays_one(string format)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        using var workspace = NewWorkspace();

        (await workspace.RefusesAsync(2, "PG1008", "compare", "before.json", "before.json", "--report", $"{format}=/dev/full"))
            .Says("No space left on device");

        using var test = RunningProcess.Start("test", ["-c", "/dev/full"], workspace.Folder);
        (await test.FinishAsync()).Exits(0);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_report_to_a_full_standard_output_fails(string format)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        using var workspace = NewWorkspace();

        (await Cli.ShellAsync(workspace.Folder, "exec \"$@\" > /dev/full", "compare", "before.json", "before.json", "--report", format))
            .Fails(2, "PG1008").Says("standard output could not be written");
    }

    [Theory]
    [InlineData("/proc/report.json")]
    [InlineData("before.json/report.json")]
    [InlineData("folder")]
    public async Task A_report_to_where_no_file_can_be_fails_and_the_other_reports_are_written(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        using var workspace = NewWorkspace();
        Directory.CreateDirectory(workspace.PathOf("folder"));

        var result = await workspace.RefusesAsync(
            2, "PG1008", "compare", "before.json", "before.json", "--report", $"json={path}", "--report", "markdown=report.md", "--report", "json");

        Assert.Equal("inconclusive", result.Json().GetProperty("outcome").GetString());
        Assert.Contains("INCONCLUSIVE", File.ReadAllText(workspace.PathOf("report.md")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(workspace.Folder, "*.tmp"));
    }

    [Theory]
    [InlineData("json=/dev/full")]
    [InlineData("markdown=before.json/report.md")]
    public async Task A_regression_stays_one_where_its_report_cannot_be_written(string report)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /dev/full");
        using var workspace = NewWorkspace();

        (await workspace.RunAsync("compare", "before.json", "worse.json", "--report", report)).Fails(1, "PG1008", "PG4002");
    }

    [Fact]
    public async Task A_report_that_the_disk_has_no_room_for_leaves_the_earlier_one_intact()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs ulimit");
        using var workspace = NewWorkspace().With("report.json", "the earlier one");

        var result = await UnderLimit.RunAsync(
            workspace, blocks: 8, "compare", Repository.Data("sweeps-base"), Repository.Data("sweeps-base"), "--report", "json=report.json");

        result.Fails(2, "PG1008");
        Assert.Equal("the earlier one", File.ReadAllText(workspace.PathOf("report.json")));
        Assert.Empty(Directory.GetFiles(workspace.Folder, "*.tmp"));
    }

    private static Workspace NewWorkspace() => new Workspace()
        .With("before.json", Recording.New())
        .With("worse.json", Recording.NewBenchmark(benchmark => benchmark["Memory"]!["BytesAllocatedPerOperation"] = 100_000));
}
