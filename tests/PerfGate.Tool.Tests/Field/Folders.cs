using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Field;

/// <summary>Folders as people have them: one bad part does not spoil the rest, and no run counts twice.</summary>
public class Folders
{
    [Fact]
    public async Task A_failed_benchmark_on_both_sides_leaves_the_rest_to_be_judged()
    {
        var result = await CompareAsync("10-base-has-a-failure", "base.json", "cand.json");

        result.Fails(3, "PG2003", "PG4001").Says("warning PG3030: 'A.B.X' failed in the base");
        Assert.Equal(["A.B.C"], result.Named("PG4001"));
        Assert.Equal(["A.B.X"], result.Named("PG2003"));
    }

    [Fact]
    public async Task What_failed_then_and_is_measured_now_is_new() =>
        (await CompareAsync("10-base-has-a-failure", "base.json", "fixed.json")).Exits(0).Says("PG3030", "PG4004: 1 benchmark new", "A.B.X");

    [Fact]
    public async Task A_filter_chooses_failures_too()
    {
        var result = await CompareAsync("10-base-has-a-failure", "base.json", "cand.json", "--filter", "A.B.C");

        result.Fails(1, "PG4001");
        Assert.DoesNotContain("A.B.X", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_benchmark_that_stands_twice_fails_by_name_and_the_others_are_judged()
    {
        var result = await CompareAsync("16-duplicate-stops-all", "base.json", "cand.json");

        result.Fails(3, "PG2007", "PG4001");
        Assert.Equal(["A.B.C(data: Byte[16])"], result.Named("PG2007"));
        Assert.Equal(["A.B.D"], result.Named("PG4001"));
        (await CompareAsync("16-duplicate-stops-all", "base.json", "cand.json", "--filter", "*.D")).Fails(1, "PG4001");
    }

    [Theory]
    [InlineData("09-brief-beside-full", "brief report")]
    [InlineData("21-speedscope-beside", "A.B.C.speedscope.json")]
    public async Task What_stands_beside_the_full_report_is_passed_over_and_named(string name, string named) =>
        (await CompareAsync(name, "base", "cand")).Exits(0).Says("note PG2050", named);

    [Fact]
    public async Task One_run_in_two_formats_is_judged_as_one()
    {
        var once = await CompareAsync("08-control-one-format", "base", "cand", "--report", "json");
        var twice = await CompareAsync("08-two-formats-counted-twice", "base", "cand", "--report", "json");

        Assert.Equal(once.ExitCode, twice.ExitCode);
        Assert.Equal(once.Json().GetProperty("benchmarks").GetRawText(), twice.Json().GetProperty("benchmarks").GetRawText());
        twice.Says("warning PG2051", "A.B-report-full.json repeats A.B-report-full-compressed.json");
        Assert.DoesNotContain("PG2051", once.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_of_several_days_are_named_and_the_newest_is_judged()
    {
        var result = await CompareAsync("24-old-runs-in-folder", "base", "cand", "--report", "json");

        result.Says("cand' holds runs of 16 days", "base' holds runs of 8 days", "2025-01-01 to 2025-02-08");
        Assert.Equal(200.28008, result.Json().GetProperty("benchmarks")[0].GetProperty("candidate").GetProperty("value").GetDouble(), 6);
    }

    [Fact]
    public async Task Lost_launches_are_named() =>
        (await CompareAsync("23-launches-lost", "base.json", "cand.json")).Says("warning PG2053: 'A.B.C' has 2 of 8 launches");

    [Fact]
    public async Task A_report_that_was_cut_off_is_an_error_beside_what_is_judged()
    {
        using var workspace = NewWorkspace().With("cand/B-report-full.json", FolderReport.Of(("A.B.D", 100)).ToJsonString()[..500]);

        var result = await workspace.RunAsync("compare", "base", "cand");

        result.Fails(3, "PG2009", "PG4001", "PG2006");
        (await workspace.RunAsync("compare", "cand", "base")).Fails(4, "PG3005").Says("a part of the base cannot be used", "(PG2009)");
    }

    [Fact]
    public async Task JSON_of_all_kinds_beside_the_reports_is_passed_over()
    {
        using var workspace = NewWorkspace()
            .With("cand/Type-20250101-100000-perf-lab-report.json", """{ "tests": [], "build": {} }""")
            .With("cand/logs/settings.json", "[ 1, 2, ] // ours")
            .With("cand/A.B-report-brief-compressed.json", Brief("A.B.C"));

        var result = await workspace.RunAsync("compare", "base", "cand", "--filter", "*C");

        result.Fails(1, "PG4001").Says("2 files passed over, as no report of BenchmarkDotNet", "1 brief report passed over");
    }

    [Fact]
    public async Task A_brief_report_alone_fails_its_benchmarks_by_name_with_the_remedy()
    {
        using var workspace = NewWorkspace().With("brief/A.B-report-brief.json", Brief("A.B.C", "A.B.D"));

        var result = await workspace.RunAsync("compare", "base", "brief");

        result.Fails(3, "PG2003").Says("--exporters json");
        Assert.Equal(["A.B.C", "A.B.D"], result.Named("PG2003"));
    }

    [Fact]
    public async Task A_folder_in_which_nothing_is_a_report_is_refused()
    {
        using var workspace = NewWorkspace().With("profiles/A.speedscope.json", """{ "profiles": [] }""");

        (await workspace.RefusesAsync(3, "PG2010", "compare", "base", "profiles")).Says("A.speedscope.json");
        await workspace.RefusesAsync(3, "PG2010", "compare", "base", "profiles/A.speedscope.json");
    }

    [Fact]
    public async Task A_joined_report_beside_those_of_its_types_counts_once()
    {
        using var workspace = NewWorkspace();
        File.Copy(workspace.PathOf("cand/A.B-report-full.json"), workspace.PathOf("cand/BenchmarkRun-joined-2025-01-01-10-00-00-report-full.json"));

        var result = await workspace.RunAsync("compare", "base", "cand", "--report", "json");

        result.Says("PG2051", "BenchmarkRun-joined-2025-01-01-10-00-00-report-full.json repeats A.B-report-full.json");
        Assert.Equal(8, result.Json().GetProperty("benchmarks")[0].GetProperty("candidate").GetProperty("launches").GetInt32());
    }

    [Fact]
    public async Task A_type_that_was_not_measured_again_is_named()
    {
        var old = FolderReport.Of(("A.Old.M", 100));
        old["Title"] = "A.Old-20250101-100000";
        var now = FolderReport.Of(("A.New.M", 100));
        now["Title"] = "A.New-20250301-100000";
        using var workspace = new Workspace().With("results/A.Old-report-full.json", old).With("results/A.New-report-full.json", now);

        (await workspace.RunAsync("compare", "results", "results")).Exits(0).Says("'results' holds runs of 2 days", "1 benchmark not measured on 2025-03-01", "A.Old.M");
    }

    private static async Task<CliResult> CompareAsync(string name, string baseline, string candidate, params string[] options)
    {
        using var workspace = new Workspace();
        return await workspace.RunAsync(["compare", Repository.Data($"field/{name}/{baseline}"), Repository.Data($"field/{name}/{candidate}"), .. options]);
    }

    private static Workspace NewWorkspace() => new Workspace()
        .With("base/A.B-report-full.json", FolderReport.Of(("A.B.C", 100), ("A.B.D", 100)))
        .With("cand/A.B-report-full.json", FolderReport.Of(("A.B.C", 200)));

    private static string Brief(params string[] names)
    {
        var report = FolderReport.Of([.. names.Select(name => (name, 1.0))]);
        foreach (var benchmark in report["Benchmarks"]!.AsArray())
        {
            benchmark!.AsObject().Remove("Measurements");
        }

        return report.ToJsonString();
    }
}
