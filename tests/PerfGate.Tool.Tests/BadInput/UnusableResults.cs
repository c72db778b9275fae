using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.BadInput;

/// <summary>Each is refused on both sides: as the candidate the suite failed (3), as the base the baseline did (4).</summary>
public class UnusableResults
{
    [Fact]
    public async Task A_benchmark_twice_in_a_report_is_refused() => await IsRefusedAsync("PG2007", Recording.New(json =>
        json["Benchmarks"]!.AsArray().Add(json["Benchmarks"]![0]!.DeepClone())).ToJsonString());

    [Theory]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e999")]
    [InlineData("1e300")]
    [InlineData("1e-300")]
    public async Task A_time_that_cannot_be_is_refused(string nanoseconds) => await IsRefusedAsync("PG2008", Recording.NewIteration(iteration =>
        iteration["Nanoseconds"] = "here").ToJsonString().Replace("\"here\"", nanoseconds, StringComparison.Ordinal));

    [Fact]
    public async Task Zero_operations_are_refused() => await IsRefusedAsync("PG2008", Recording.NewIteration(iteration =>
        iteration["Operations"] = 0).ToJsonString());

    [Fact]
    public async Task A_negative_allocation_is_refused() => await IsRefusedAsync("PG2008", Recording.NewBenchmark(benchmark =>
        benchmark["Memory"]!["BytesAllocatedPerOperation"] = -8).ToJsonString());

    [Fact]
    public async Task A_benchmark_without_measurements_is_refused() => await IsRefusedAsync("PG2003", Recording.NewBenchmark(benchmark =>
        benchmark["Measurements"] = new JsonArray()).ToJsonString());

    [Fact]
    public async Task A_benchmark_that_stopped_in_the_middle_is_refused() => await IsRefusedAsync("PG2003", Recording.NewBenchmark(benchmark =>
        benchmark["Statistics"] = null).ToJsonString());

    [Fact]
    public async Task A_brief_report_is_refused() => await IsRefusedAsync("PG2003", Recording.NewBenchmark(benchmark =>
        benchmark.Remove("Measurements")).ToJsonString());

    [Fact]
    public async Task A_report_without_benchmarks_is_refused() => await IsRefusedAsync("PG2002", Recording.New(json =>
        json["Benchmarks"] = new JsonArray()).ToJsonString());

    [Fact]
    public async Task A_Debug_build_is_refused() => await IsRefusedAsync("PG2005", Recording.New(json =>
        json["HostEnvironmentInfo"]!["Configuration"] = "DEBUG").ToJsonString());

    [Fact]
    public async Task A_run_with_a_debugger_is_refused() => await IsRefusedAsync("PG2005", Recording.New(json =>
        json["HostEnvironmentInfo"]!["HasAttachedDebugger"] = true).ToJsonString());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_truncated_file_is_refused(int length) => await IsRefusedAsync("PG2009", Recording.New().ToJsonString()[..length]);

    [Fact]
    public async Task Something_that_is_not_JSON_is_refused() => await IsRefusedAsync("PG2009", "no JSON at all");

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "name": "package", "version": "1.0.0" }""")]
    [InlineData("""{ "HostEnvironmentInfo": {}, "Benchmarks": null }""")]
    [InlineData("""{ "HostEnvironmentInfo": {}, "Benchmarks": [ null ] }""")]
    [InlineData("""{ "HostEnvironmentInfo": {}, "Benchmarks": [ { "FullName": "Nothing" } ] }""")]
    public async Task Foreign_JSON_is_refused(string json) => await IsRefusedAsync("PG2010", json);

    [Theory]
    [InlineData("[]")]
    [InlineData("12")]
    [InlineData("""{ "HostEnvironmentInfo": 1, "Benchmarks": 2 }""")]
    public async Task JSON_of_another_shape_is_refused(string json) => await IsRefusedAsync("PG2010", json);

    [Fact]
    public async Task Null_among_measurements_and_metrics_is_no_crash()
    {
        using var workspace = new Workspace().With("report.json", Recording.NewBenchmark(benchmark =>
        {
            benchmark["Measurements"]!.AsArray().Add(null);
            benchmark["Metrics"] = new JsonArray(null, new JsonObject { ["Value"] = 1 });
        }));

        (await workspace.RunAsync("compare", "report.json", "report.json")).Exits(0);
    }

    private static async Task IsRefusedAsync(string code, string report)
    {
        using var workspace = new Workspace().With("bad/report.json", report).With("good.json", Recording.New());
        foreach (var bad in new[] { "bad", "bad/report.json" })
        {
            await workspace.RefusesAsync(3, code, "compare", "good.json", bad);
            (await workspace.RefusesAsync(4, "PG3005", "compare", bad, "good.json")).Says($"({code})");
        }
    }
}
