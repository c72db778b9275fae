using System.Text;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Readers;

public class ReportReaderTests
{
    private const string Host = """ "HostEnvironmentInfo":{"BenchmarkDotNetVersion":"0.15.8","ProcessorName":"P","RuntimeVersion":".NET 10.0.1","Configuration":"RELEASE"} """;
    private const string Rows = """{"IterationMode":"Workload","IterationStage":"Actual","LaunchIndex":1,"Operations":10,"Nanoseconds":1000}""";

    [Fact]
    public void Raw_workload_iterations_are_read_and_nothing_else()
    {
        var run = Merge(Case("T.M", rows: $$"""
            {"IterationMode":"Overhead","IterationStage":"Warmup","LaunchIndex":1,"Operations":10,"Nanoseconds":5},
            {"IterationMode":"Workload","IterationStage":"Warmup","LaunchIndex":1,"Operations":10,"Nanoseconds":9000},
            {{Rows}},
            {"IterationMode":"Workload","IterationStage":"Actual","LaunchIndex":2,"Operations":10,"Nanoseconds":3000},
            {"IterationMode":"Workload","IterationStage":"Actual","LaunchIndex":2,"Operations":10,"Nanoseconds":2000},
            {"IterationMode":"Workload","IterationStage":"Result","LaunchIndex":1,"Operations":10,"Nanoseconds":7}
            """));

        Assert.Equal(
            [[100.0], [300.0, 200.0]],
            run.Find(BenchmarkId.Parse("T.M"), "time")!.Sample.Launches.Select(l => l.Iterations.ToArray()));
    }

    [Fact]
    public void The_same_benchmark_in_several_reports_has_a_launch_from_each()
    {
        var reports = Enumerable.Range(0, 3).Select(i => Read(Json(Case("T.M")), $"{i}.json")).ToList();

        Assert.Equal(3, ReportMerger.Merge("s", reports).Measured[0].Sample.Launches.Length);
    }

    [Theory]
    [InlineData("M: DefaultJob [N=1]", "")]
    [InlineData("M: Job-ABCDEF(IterationCount=3, LaunchCount=2) [N=1]", "")]
    [InlineData("M: Job-ABCDEF(Toolchain=InProcessEmitToolchain, WarmupCount=1) [N=1]", "")]
    [InlineData("M: Job-ABCDEF(Force=False, IterationTime=20ms) [N=1]", "")]
    [InlineData("M: ShortRun(IterationCount=3, LaunchCount=1, WarmupCount=3) [N=1]", "")]
    [InlineData("M: Dry(IterationCount=1, LaunchCount=1, RunStrategy=ColdStart, UnrollFactor=1, WarmupCount=1) [N=1]", "RunStrategy=ColdStart")]
    [InlineData("M: Job-ABCDEF(RunStrategy=Throughput) [N=1]", "")]
    [InlineData("M: Job-XYZ(RunStrategy=Monitoring) [N=1]", "RunStrategy=Monitoring")]
    [InlineData("M: Job-QWERTY(Runtime=.NET 8.0, Toolchain=net8.0) [N=1]", ".NET 8.0: Toolchain=net8.0")]
    [InlineData("M: .NET 8.0(Runtime=.NET 8.0, Toolchain=net8.0) [N=1]", ".NET 8.0: Toolchain=net8.0")]
    [InlineData("M: Job-QWERTY(Runtime=.NET 8.0) [N=1]", ".NET 8.0")]
    [InlineData("M: Server(Runtime=.NET 8.0, LaunchCount=3) [N=1]", "Server: Runtime=.NET 8.0")]
    [InlineData("M: Ours (the old one)(Arguments=/p:A=1, B, IterationCount=3) [N=1]", "Ours (the old one): Arguments=/p:A=1, B")]
    [InlineData("What does not fit [N=2]", "What does not fit [N=2]")]
    [InlineData("M: .NET 8.0(Runtime=.NET 8.0) [N=1]", ".NET 8.0")]
    [InlineData("M: Job-ABCDEF(Runtime=.NET 8.0, Server=True, IterationCount=3) [N=1]", ".NET 8.0: Server=True")]
    public void The_job_is_part_of_the_identity_but_not_how_long_it_measures(string display, string job)
    {
        var json = Json(Case("T.M(N: 1)", display: display, parameters: "N=1"));

        Assert.Equal(job, Read(json).Cases[0].Id.Job);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("\"\"")]
    [InlineData("1e400")]
    public void A_time_that_cannot_be_fails_the_benchmark(string nanoseconds)
    {
        var rows = Rows + "," + Rows.Replace("1000", nanoseconds, StringComparison.Ordinal);

        Assert.Equal(DiagnosticCode.PG2008, Merge(Case("T.M", rows: rows)).Failures.Single().Diagnostic.Code);
    }

    [Theory]
    [InlineData("[]", "{}")]
    [InlineData("[ROW]", "null")]
    public void A_benchmark_that_failed_is_no_benchmark_measured(string rows, string statistics)
    {
        var json = $$"""{"FullName":"T.M","DisplayInfo":"T.M: DefaultJob","Statistics":{{statistics}},"Measurements":{{rows.Replace("ROW", Rows, StringComparison.Ordinal)}}}""";

        var run = Merge(json);

        Assert.Empty(run.Measured);
        Assert.Equal(DiagnosticCode.PG2003, run.Failures.Single().Diagnostic.Code);
    }

    [Theory]
    [InlineData("\"Configuration\":\"DEBUG\"")]
    [InlineData("\"HasAttachedDebugger\":true")]
    public void A_debug_build_is_refused(string setting)
    {
        var json = Json(Case("T.M")).Replace("\"Configuration\":\"RELEASE\"", setting, StringComparison.Ordinal);

        Assert.Equal(DiagnosticCode.PG2005, Refused(json));
    }

    [Fact]
    public void A_benchmark_that_stands_twice_in_a_report_fails_and_the_others_are_read()
    {
        var run = ReportMerger.Merge("s", [Read(Json(Case("T.M"), Case("T.Other"), Case("T.M")))]);

        Assert.Equal([BenchmarkId.Parse("T.Other")], run.Benchmarks);
        Assert.Equal((BenchmarkId.Parse("T.M"), DiagnosticCode.PG2007), (run.Failures.Single().Id, run.Failures.Single().Diagnostic.Code));
    }

    [Theory]
    [InlineData("", DiagnosticCode.PG2009)]
    [InlineData("{\"HostEnv", DiagnosticCode.PG2009)]
    [InlineData("not json", DiagnosticCode.PG2009)]
    [InlineData("{}", DiagnosticCode.PG2010)]
    [InlineData("null", DiagnosticCode.PG2010)]
    [InlineData("{\"name\":\"package\"}", DiagnosticCode.PG2010)]
    public void What_is_not_a_report_is_refused(string json, DiagnosticCode code) => Assert.Equal(code, Refused(json));

    [Theory]
    [InlineData("\"[]\"")]
    [InlineData("5")]
    [InlineData("""{"IterationMode":"Workload"}""")]
    [InlineData("[5]")]
    [InlineData("[[]]")]
    [InlineData("""[{"IterationMode":3}]""")]
    [InlineData("""[{"IterationStage":{}}]""")]
    [InlineData("""[{"LaunchIndex":"1"}]""")]
    [InlineData("""[{"LaunchIndex":1e99}]""")]
    [InlineData("""[{"IterationIndex":null}]""")]
    [InlineData("""[{"Operations":[]}]""")]
    [InlineData("""[{"Nanoseconds":null}]""")]
    public void What_can_be_no_iterations_is_refused_and_the_place_is_said(string measurements)
    {
        var json = Json($$"""{"FullName":"T.M","DisplayInfo":"T.M: DefaultJob","Statistics":{},"Measurements":{{measurements}}}""");

        var refused = Assert.Throws<PerfGateException>(() => Read(json)).Diagnostic;

        Assert.Equal(DiagnosticCode.PG2010, refused.Code);
        Assert.Contains("$.Benchmarks[0].Measurements", refused.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_iteration_and_what_an_iteration_has_besides_are_passed_over() =>
        Assert.Equal([100.0], Merge(Case("T.M", rows: $$"""null, {{Rows.Insert(1, "\"More\":{\"Launches\":[1, null]},\"IterationMode\":null,")}}, null""")).Measured[0].Sample.Launches[0].Iterations);

    [Fact]
    public void A_byte_order_mark_does_no_harm() => Assert.Single(Read("\uFEFF" + Json(Case("T.M"))).Cases);

    [Fact]
    public void Results_of_two_machines_are_not_mixed()
    {
        var one = Read(Json(Case("T.M")));
        var other = Read(Json(Case("T.M")).Replace("\"P\"", "\"Q\"", StringComparison.Ordinal));

        var error = Assert.Throws<PerfGateException>(() => ReportMerger.Merge("s", [one, other]));

        Assert.Equal(DiagnosticCode.PG2015, error.Diagnostic.Code);
    }

    [Fact]
    public void Allocation_carries_the_resolution_of_the_instrument()
    {
        var json = Case("T.M").Replace("\"Statistics\"", "\"Memory\":{\"BytesAllocatedPerOperation\":40,\"TotalOperations\":1000},\"Statistics\"", StringComparison.Ordinal);

        var launch = Merge(json).Find(BenchmarkId.Parse("T.M"), "allocated")!.Sample.Launches.Single();

        Assert.Equal((40.0, 9.0), (launch.Iterations.Single(), launch.Resolution));
    }

    [Theory]
    [InlineData(25, 256)]
    [InlineData(50, 128)]
    [InlineData(57, 112)]
    public void The_resolution_covers_all_that_was_ever_recorded_of_a_benchmark_that_allocates_nothing(int bytes, int operations)
    {
        var json = Case("T.M").Replace("\"Statistics\"", $"\"Memory\":{{\"BytesAllocatedPerOperation\":{bytes},\"TotalOperations\":{operations}}},\"Statistics\"", StringComparison.Ordinal);

        Assert.InRange(bytes, 0, Merge(json).Find(BenchmarkId.Parse("T.M"), "allocated")!.Sample.Launches.Single().Resolution);
    }

    [Theory]
    [InlineData("0.15.8", 0, 0)]
    [InlineData("0.15.8", 40, 512)]
    [InlineData("0.15.2", 40, 1024)]
    [InlineData("0.14.0", 0, 1024)]
    [InlineData("0.13.1.1828-nightly", 0, 1024)]
    public void The_resolution_is_the_versions_own(string version, int bytes, double resolution)
    {
        var json = Json(Case("T.M").Replace("\"Statistics\"", $"\"Memory\":{{\"BytesAllocatedPerOperation\":{bytes},\"TotalOperations\":16}},\"Statistics\"", StringComparison.Ordinal))
            .Replace("0.15.8", version, StringComparison.Ordinal);

        Assert.Equal(resolution, Read(json).Cases[0].Measured.Single(m => m.Metric == Metric.Allocated).Sample.Launches[0].Resolution);
        Assert.Equal($"BenchmarkDotNet {version}", Read(json).Environment.Harness);
    }

    [Fact]
    public void The_launchs_own_overhead_is_subtracted_and_kept()
    {
        var sample = Merge(Case("T.M", rows: """
            {"IterationMode":"Overhead","IterationStage":"Actual","LaunchIndex":1,"IterationIndex":1,"Operations":20,"Nanoseconds":100},
            {"IterationMode":"Overhead","IterationStage":"Actual","LaunchIndex":1,"IterationIndex":2,"Operations":20,"Nanoseconds":140},
            {"IterationMode":"Workload","IterationStage":"Actual","LaunchIndex":1,"IterationIndex":1,"Operations":10,"Nanoseconds":1000},
            {"IterationMode":"Workload","IterationStage":"Actual","LaunchIndex":1,"IterationIndex":2,"Operations":10,"Nanoseconds":50},
            {"IterationMode":"Workload","IterationStage":"Actual","LaunchIndex":2,"IterationIndex":1,"Operations":10,"Nanoseconds":1000}
            """)).Measured.Single().Sample;

        Assert.Equal([[94.0, 0.006], [100.0]], sample.Launches.Select(l => l.Iterations.ToArray()));
        Assert.Equal([6.0, 0.0], sample.Launches.Select(l => l.Overhead));
    }

    [Fact]
    public void In_process_a_launch_begins_where_iterations_begin_again()
    {
        string Row(string mode, int index, int time) => $$"""{"IterationMode":"{{mode}}","IterationStage":"Actual","LaunchIndex":0,"IterationIndex":{{index}},"Operations":10,"Nanoseconds":{{time}}}""";
        var sample = Merge(Case("T.M", rows: string.Join(',',
            Row("Overhead", 1, 10), Row("Workload", 1, 100), Row("Workload", 2, 200), Row("Overhead", 1, 20), Row("Workload", 1, 300), Row("Workload", 2, 400)))).Measured.Single().Sample;

        Assert.Equal([[9.0, 19.0], [28.0, 38.0]], sample.Launches.Select(l => l.Iterations.ToArray()));
    }

    [Fact]
    public void Where_only_results_were_exported_they_are_read_and_nothing_left_is_no_failure()
    {
        var sample = Merge(Case("T.M", rows: """
            {"IterationMode":"Workload","IterationStage":"Result","LaunchIndex":1,"IterationIndex":1,"Operations":10,"Nanoseconds":1000},
            {"IterationMode":"Workload","IterationStage":"Result","LaunchIndex":2,"IterationIndex":1,"Operations":10,"Nanoseconds":0}
            """)).Measured.Single().Sample;

        Assert.Equal([100.0, 0.001], sample.Launches.Select(l => l.Iterations.Single()));
        Assert.Equal([0.0, 1.0], sample.Launches.Select(l => l.Overhead));
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    public void Numbers_by_name_are_read_and_texts_that_hold_such_are_left_alone(string number)
    {
        var json = Case("T.M(text: \"NaN, \\\\\")", display: "T.M: DefaultJob").Replace("{},", $"{{\"Skewness\":{number}}},", StringComparison.Ordinal);

        Assert.Contains("NaN", Read(Json(json)).Cases[0].Id.Parameters, StringComparison.Ordinal);
        Assert.Null(Read(Json(json)).Cases[0].Failure);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void UTF16_is_read_with_and_without_a_byte_order_mark(string encoding, bool hasMark)
    {
        var text = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. hasMark ? text.GetPreamble() : [], .. text.GetBytes(Json(Case("T.M(größe: 1)", display: "T.M: DefaultJob")))];

        Assert.Equal("T.M(größe: 1)", ReportReader.Read("f", bytes, []).Cases[0].Id.ToString());
    }

    [Fact]
    public void A_metric_that_is_not_a_number_matters_where_it_is_asked_for()
    {
        var json = Json(Case("T.M").Replace("\"Statistics\"", """ "Metrics":[{"Value":"","Descriptor":{"Id":"KernelsLaunched"}}],"Statistics" """, StringComparison.Ordinal));

        Assert.Null(Read(json).Cases[0].Failure);
        Assert.Equal(DiagnosticCode.PG2008, ReportReader.Read("f", Encoding.UTF8.GetBytes(json), [Make.Kernels]).Cases[0].Failure!.Code);
    }

    [Fact]
    public void What_a_report_does_not_say_of_its_machine_is_noted_once()
    {
        var reports = new[] { "a", "b" }.Select(name => Read("""{"HostEnvironmentInfo":{"OsVersion":"debian 12"},"Benchmarks":[]}""", name)).ToList();

        var note = Assert.Single(ReportMerger.Merge("s", reports).Notes);

        Assert.Equal((DiagnosticCode.PG2054, "BenchmarkDotNetVersion, ProcessorName, LogicalCoreCount, RuntimeVersion, Architecture"), (note.Code, note.Evidence));
    }

    [Fact]
    public void Only_the_counters_asked_for_are_read()
    {
        var json = Case("T.M").Replace("\"Statistics\"", """ "Metrics":[{"Value":7,"Descriptor":{"Id":"KernelsLaunched"}},{"Value":1,"Descriptor":{"Id":"Gen0Collects"}}],"Statistics" """, StringComparison.Ordinal);

        var run = ReportMerger.Merge("s", [ReportReader.Read("f", Encoding.UTF8.GetBytes(Json(json)), [Make.Kernels])]);

        Assert.Equal(["KernelsLaunched", "time"], run.Measured.Select(m => m.Metric.Name));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3.5")]
    public void A_sampled_counter_that_is_not_positive_fails_its_benchmark_by_name(string value)
    {
        var json = Case("T.M").Replace("\"Statistics\"", $$""" "Metrics":[{"Value":{{value}},"Descriptor":{"Id":"Rate"} }],"Statistics" """, StringComparison.Ordinal);
        Metric Rate(MetricKind kind) => new("Rate", "", MetricDirection.LowerIsBetter, kind);
        SuiteRun Read(Metric rate) => ReportMerger.Merge("s", [ReportReader.Read("f", Encoding.UTF8.GetBytes(Json(json, Case("T.N"))), [rate])]);

        var failure = Assert.Single(Read(Rate(MetricKind.Sampled)).Failures);

        Assert.Equal((BenchmarkId.Parse("T.M"), DiagnosticCode.PG2008), (failure.Id, failure.Diagnostic.Code));
        Assert.Contains($"Rate is {value}", failure.Diagnostic.Evidence, StringComparison.Ordinal);
        Assert.Empty(Read(Rate(MetricKind.Exact)).Failures);
    }

    private static string Case(string name, string? display = null, string parameters = "", string rows = Rows) =>
        $$"""{"FullName":{{System.Text.Json.JsonSerializer.Serialize(name)}},"DisplayInfo":"{{display ?? $"{name}: DefaultJob"}}","Parameters":"{{parameters}}","Statistics":{},"Measurements":[{{rows}}]}""";

    private static string Json(params string[] cases) => $$"""{ {{Host}}, "Benchmarks":[{{string.Join(",", cases)}}] }""";

    private static Report Read(string json, string source = "file.json") => ReportReader.Read(source, Encoding.UTF8.GetBytes(json), []);

    private static SuiteRun Merge(string oneCase) => ReportMerger.Merge("s", [Read(Json(oneCase))]);

    private static DiagnosticCode Refused(string json) => Assert.Throws<PerfGateException>(() => Read(json)).Diagnostic.Code;
}
