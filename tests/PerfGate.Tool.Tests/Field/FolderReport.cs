using System.Text.Json.Nodes;
using PerfGate.Tool.Tests.Running;

namespace PerfGate.Tool.Tests.Field;

/// <summary>Makes a report with eight launches of each benchmark.</summary>
internal static class FolderReport
{
    /// <summary>Benchmarks of the default job, by full name, about a time in nanoseconds.</summary>
    public static JsonObject Of(params (string Name, double Time)[] benchmarks) =>
        OfJobs([.. benchmarks.Select(b => (b.Name, "DefaultJob", b.Time))]);

    /// <summary>The same with the job as BenchmarkDotNet displays it.</summary>
    public static JsonObject OfJobs(params (string Name, string Job, double Time)[] benchmarks)
    {
        var report = JsonNode.Parse(File.ReadAllText(Repository.Data("field/10-base-has-a-failure/fixed.json")))!.AsObject();
        var pattern = report["Benchmarks"]![0]!;
        report["Benchmarks"] = new JsonArray([.. benchmarks.Select(b => Benchmark(pattern.DeepClone(), b.Name, b.Job, b.Time))]);
        return report;
    }

    private static JsonNode Benchmark(JsonNode pattern, string name, string job, double time)
    {
        pattern["FullName"] = name;
        pattern["DisplayInfo"] = $"{string.Join('.', name.Split('.')[^2..])}: {job}";
        foreach (var measurement in pattern["Measurements"]!.AsArray())
        {
            measurement!["Nanoseconds"] = (double)measurement["Nanoseconds"]! * time / 100;
        }

        return pattern;
    }
}
