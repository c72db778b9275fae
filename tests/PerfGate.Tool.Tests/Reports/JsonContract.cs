using System.Text.Json;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Reports;

/// <summary>Field names and words that others' scripts rely on: they may be added to, and not changed.</summary>
public class JsonContract
{
    private static readonly string[] Outcomes = ["passed", "regressed", "inconclusive", "failed", "skipped"];

    private static readonly string[] Verdicts =
        ["unchanged", "improved", "regressed", "inconclusive", "passed", "missing", "failed", "added", "accepted"];

    [Fact]
    public async Task The_result_of_foreign_folders_has_every_field_with_its_type()
    {
        using var workspace = new Workspace();

        var result = (await workspace.RunAsync("compare", Repository.Data("sweeps-base"), Repository.Data("sweeps-candidate"), "--report", "json")).Exits(0).Json();

        Assert.Equal(1, result.GetProperty("schemaVersion").GetInt32());
        Assert.Contains(result.GetProperty("outcome").GetString(), Outcomes);
        Assert.NotEmpty(result.GetProperty("environment").GetProperty("key").GetString()!);
        Assert.True(result.GetProperty("environment").GetProperty("matchesBaseline").GetBoolean());
        var benchmarks = result.GetProperty("benchmarks").EnumerateArray().ToList();
        Assert.Equal(64, benchmarks.Count);
        Assert.All(benchmarks, AssertHasEveryField);
        Assert.Equal(32, benchmarks.Count(b => b.GetProperty("metric").GetString() == "time"));
        Assert.All(benchmarks.Where(b => b.GetProperty("metric").GetString() == "time"), b =>
        {
            Assert.Equal("ns", b.GetProperty("unit").GetString());
            Assert.Equal(2, b.GetProperty("interval").GetArrayLength());
            Assert.InRange(b.GetProperty("pValue").GetDouble(), 0, 1);
        });
    }

    [Fact]
    public async Task A_benchmark_has_the_identity_and_the_numbers_of_the_reports()
    {
        using var workspace = new Workspace().With("report.json", Recording.New());

        var result = (await workspace.RunAsync("compare", "report.json", "report.json", "--report", "json")).Exits(0).Json();

        var time = result.GetProperty("benchmarks").EnumerateArray().Single(b => b.GetProperty("metric").GetString() == "time");
        Assert.Equal(Recording.Benchmark, time.GetProperty("id").GetString());
        Assert.Equal(1.0, time.GetProperty("ratio").GetDouble(), 9);
        // The fastest iteration, as it was measured: BenchmarkDotNet's own statistics subtract an overhead.
        Assert.Equal(29_873_466 / 1184.0, time.GetProperty("candidate").GetProperty("value").GetDouble(), 6);
        Assert.Equal(1, time.GetProperty("candidate").GetProperty("launches").GetInt32());
    }

    [Fact]
    public async Task A_benchmark_of_one_side_alone_has_null_for_the_other()
    {
        using var workspace = new Workspace()
            .With("one.json", Recording.New())
            .With("other.json", Recording.NewBenchmark(benchmark => benchmark["FullName"] = "Work.Other"));

        var result = (await workspace.RunAsync("compare", "one.json", "other.json", "--report", "json")).Exits(3).Json();

        Assert.Equal("failed", result.GetProperty("outcome").GetString());
        var verdicts = result.GetProperty("benchmarks").EnumerateArray().ToLookup(b => b.GetProperty("verdict").GetString());
        Assert.Equal(2, verdicts["added"].Count());
        Assert.Equal(2, verdicts["missing"].Count());
        Assert.All(verdicts["added"], b => Assert.Equal(JsonValueKind.Null, b.GetProperty("baseline").ValueKind));
        Assert.All(verdicts["missing"], b => Assert.Equal(JsonValueKind.Null, b.GetProperty("candidate").ValueKind));
    }

    private static void AssertHasEveryField(JsonElement benchmark)
    {
        Assert.StartsWith("Work.", benchmark.GetProperty("id").GetString()!, StringComparison.Ordinal);
        Assert.Contains(benchmark.GetProperty("metric").GetString(), new[] { "time", "allocated" });
        Assert.Contains(benchmark.GetProperty("unit").GetString(), new[] { "ns", "B" });
        Assert.Contains(benchmark.GetProperty("verdict").GetString(), Verdicts);
        AssertNumberOrNull(benchmark.GetProperty("ratio"));
        Assert.Contains(benchmark.GetProperty("interval").ValueKind, new[] { JsonValueKind.Array, JsonValueKind.Null });
        AssertNumberOrNull(benchmark.GetProperty("pValue"));
        AssertNumberOrNull(benchmark.GetProperty("minimumDetectableEffect"));
        foreach (var side in new[] { benchmark.GetProperty("baseline"), benchmark.GetProperty("candidate") })
        {
            Assert.Equal(3, side.GetProperty("launches").GetInt32());
            Assert.True(side.GetProperty("value").GetDouble() >= 0);
        }

        Assert.Equal(JsonValueKind.Array, benchmark.GetProperty("warnings").ValueKind);
    }

    private static void AssertNumberOrNull(JsonElement value) =>
        Assert.Contains(value.ValueKind, new[] { JsonValueKind.Number, JsonValueKind.Null });
}
