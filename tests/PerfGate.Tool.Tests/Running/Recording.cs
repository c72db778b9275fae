using System.Text.Json.Nodes;

namespace PerfGate.Tool.Tests.Running;

/// <summary>A real BenchmarkDotNet report with one benchmark, to be changed by a test.</summary>
internal static class Recording
{
    public const string Benchmark = "Work.Spin(Variant: \"v00a\")";

    public static JsonObject New()
    {
        var json = JsonNode.Parse(File.ReadAllText(Repository.Data("sweeps-base/launch-01-s0-report-full.json")))!.AsObject();
        var first = json["Benchmarks"]![0]!.DeepClone();
        json["Benchmarks"] = new JsonArray(first);
        return json;
    }

    public static JsonObject New(Action<JsonObject> edit)
    {
        var json = New();
        edit(json);
        return json;
    }

    /// <summary>A recording whose benchmark is changed.</summary>
    public static JsonObject NewBenchmark(Action<JsonObject> edit) => New(json => edit(json["Benchmarks"]![0]!.AsObject()));

    /// <summary>A recording in which a measured iteration is changed.</summary>
    public static JsonObject NewIteration(Action<JsonObject> edit) => NewBenchmark(benchmark => edit(
        benchmark["Measurements"]!.AsArray().First(m => (string)m!["IterationMode"]! == "Workload" && (string)m["IterationStage"]! == "Actual")!.AsObject()));
}
