using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Readers;

public class FoundReportsTests
{
    private static readonly DateTime Monday = new(2026, 3, 2, 10, 0, 0);
    private static readonly Diagnostic NotMeasured = Diagnostic.Error(DiagnosticCode.PG2003, "has no measurements");

    [Fact]
    public void A_run_that_stands_in_two_files_counts_once()
    {
        var run = Merge(Of("full", Case("A", 1, 2), Case("B", 3)), Of("full-compressed", Case("A", 1, 2), Case("B", 3)));

        Assert.Equal((2, 1), (LaunchesOf(run, "A"), LaunchesOf(run, "B")));
        Assert.Equal(DiagnosticCode.PG2051, Assert.Single(run.Notes).Code);
    }

    [Fact]
    public void One_number_of_a_coarse_clock_may_come_again() => Assert.Equal(2, LaunchesOf(Merge(Of("1", Case("A", 12e6)), Of("2", Case("A", 12e6))), "A"));

    [Fact]
    public void Launches_that_are_equal_within_one_report_are_launches() => Assert.Equal(3, LaunchesOf(Merge(Of("full", Case("A", 1, 1, 1))), "A"));

    [Fact]
    public void Runs_that_differ_in_one_launch_are_two()
    {
        var run = Merge(Of("1", Case("A", 1, 2)), Of("2", Case("A", 1, 3)));

        Assert.Equal(4, LaunchesOf(run, "A"));
        Assert.Empty(run.Notes);
    }

    [Fact]
    public void What_a_copy_says_besides_its_times_still_counts()
    {
        var more = Case("A", 1) with { Measured = [Make.Time("A", 1), Make.Allocated("A", 500)] };
        var other = Case("A", 1) with { Measured = [Make.Time("A", 1), Make.Allocated("A", 900)] };

        var run = Merge(Of("1", Case("A", 1)), Of("2", more), Of("3", other));

        Assert.Equal(1, LaunchesOf(run, "A"));
        Assert.Equal([500.0, 900.0], run.Find(Make.Id("A"), "allocated")!.Sample.Launches.Select(l => l.Iterations[0]));
    }

    [Fact]
    public void A_copy_of_allocation_is_no_second_observation()
    {
        var measured = Case("A", 1) with { Measured = [Make.Time("A", 1), Make.Allocated("A", 500)] };

        Assert.Single(Merge(Of("1", measured), Of("2", measured)).Find(Make.Id("A"), "allocated")!.Sample.Launches);
    }

    [Fact]
    public void A_brief_report_beside_the_full_one_is_passed_over()
    {
        var run = Merge(Of("brief", Brief("A")), Of("full", Case("A", 1)));

        Assert.Empty(run.Failures);
        Assert.Equal((DiagnosticCode.PG2050, Severity.Note), (run.Notes.Single().Code, run.Notes.Single().Severity));
    }

    [Fact]
    public void A_brief_report_without_the_full_one_fails_its_benchmarks_by_name() =>
        Assert.Equal(Make.Id("B"), Assert.Single(Merge(Of("brief", Brief("A"), Brief("B")), Of("full", Case("A", 1))).Failures).Id);

    [Fact]
    public void A_brief_report_of_a_later_run_is_not_passed_over()
    {
        var run = Merge(Of("full", Case("A", 1)) with { WrittenAt = Monday }, Of("brief", Brief("A")) with { WrittenAt = Monday.AddHours(1) });

        Assert.Equal(Make.Id("A"), Assert.Single(run.Failures).Id);
    }

    [Fact]
    public void Of_runs_of_several_days_the_newest_of_each_benchmark_counts_and_what_it_lacks_is_named()
    {
        var run = Merge(
            Of("new", Case("A", 20)) with { WrittenAt = Monday.AddDays(1) },
            Of("old", Case("A", 10), Case("B", 11)) with { WrittenAt = Monday });

        Assert.Equal([20.0, 11.0], run.Measured.Select(m => m.Sample.Launches.Single().Iterations[0]));
        Assert.Equal([DiagnosticCode.PG2052, DiagnosticCode.PG2052], run.Notes.Select(n => n.Code));
        Assert.Contains("runs of 2 days", run.Notes[0].Fact, StringComparison.Ordinal);
        Assert.Equal("Suite.Type.B", run.Notes[1].Evidence);
    }

    [Fact]
    public void What_failed_on_the_newest_day_has_failed_however_it_did_before()
    {
        var run = Merge(Of("old", Case("A", 10)) with { WrittenAt = Monday }, Of("new", Case("A", 10) with { Measured = [], Failure = NotMeasured }) with { WrittenAt = Monday.AddDays(7) });

        Assert.Empty(run.Measured);
        Assert.Single(run.Failures);
    }

    [Theory]
    [InlineData(0, 20, 2)]
    [InlineData(22, 26, 2)]
    [InlineData(22, 32, 1)]
    [InlineData(0, 24, 1)]
    public void A_run_over_midnight_is_one_run(int firstHour, int secondHour, int launches)
    {
        var day = Monday.Date;

        var run = Merge(Of("1", Case("A", 1)) with { WrittenAt = day.AddHours(firstHour) }, Of("2", Case("A", 2)) with { WrittenAt = day.AddHours(secondHour) });

        Assert.Equal(launches, LaunchesOf(run, "A"));
    }

    [Theory]
    [InlineData("Type-20250102-100000", "x.json", 2)]
    [InlineData("BenchmarkRun-joined-2025-01-03-10-00-00", "BenchmarkRun-joined-2025-01-04-10-00-00-report-full.json", 3)]
    [InlineData("", "folder-20250101-100000/BenchmarkRun-joined-2025-01-04-10-00-00-report-full.json", 4)]
    [InlineData("Type", "x.json", null)]
    [InlineData("Type20250102", "120250102-100000.json", null)]
    [InlineData("Type-20259902-100000", "x.json", null)]
    public void The_time_of_a_report_is_of_its_title_or_its_name(string title, string file, int? day)
    {
        var json = $$"""{"Title":"{{title}}","HostEnvironmentInfo":{},"Benchmarks":[]}""";

        Assert.Equal(day, ReportReader.Read(file, Encoding.UTF8.GetBytes(json), []).WrittenAt?.Day);
    }

    [Theory]
    [InlineData("Type.M: Job-ABCDEF(LaunchCount=8)", 2, "2 of 8 launches")]
    [InlineData("Type.M: Job-ABCDEF(Runtime=.NET 8.0, LaunchCount=8, WarmupCount=1) [N=1]", 1, "1 of 8 launches")]
    [InlineData("Type.M: MediumRun(IterationCount=15, LaunchCount=2, WarmupCount=10)", 1, "1 of 2 launches")]
    [InlineData("Type.M: Job-ABCDEF(LaunchCount=8)", 8, null)]
    [InlineData("Type.M: Job-ABCDEF(LaunchCount=8)", 9, null)]
    [InlineData("Type.M: DefaultJob [LaunchCount=8]", 1, null)]
    [InlineData("Type.M: DefaultJob [Text=(LaunchCount=8)]", 1, null)]
    [InlineData("Type.M: DefaultJob", 1, null)]
    public void A_benchmark_with_fewer_launches_than_its_job_says_is_named(string display, int launches, string? expected)
    {
        var run = Merge(Of("r", Case("A", [.. Enumerable.Range(1, launches).Select(i => (double)i)]) with { DisplayInfo = display }));

        Assert.Equal(expected is null ? [] : [$"'Suite.Type.A' has {expected}"], run.Notes.Select(n => n.Fact));
    }

    [Fact]
    public void Launches_of_two_versions_of_BenchmarkDotNet_are_no_one_sample()
    {
        var other = Of("2", Case("A", 2)) with { Environment = Make.Here with { Harness = "BenchmarkDotNet 0.15.2" } };
        var one = Of("1", Case("A", 1)) with { Environment = Make.Here with { Harness = "BenchmarkDotNet 0.15.8" } };

        var error = Assert.Throws<PerfGateException>(() => Merge(one, other)).Diagnostic;

        Assert.Equal(DiagnosticCode.PG2015, error.Code);
        Assert.Contains("BenchmarkDotNet 0.15.2", error.Evidence, StringComparison.Ordinal);
    }

    private static SuiteRun Merge(params Report[] reports) => FoundReports.Merge("here", reports);

    private static Report Of(string file, params ReportedCase[] cases) => new($"folder/{file}", Make.Here, [.. cases]);

    private static ReportedCase Case(string name, params double[] launches) => new(Make.Id(name), "", [Make.Time(name, launches)], null);

    private static ReportedCase Brief(string name) => new(Make.Id(name), "", [], NotMeasured) { IsBrief = true };

    private static int LaunchesOf(SuiteRun run, string name) => run.Find(Make.Id(name), "time")!.Sample.Launches.Length;
}
