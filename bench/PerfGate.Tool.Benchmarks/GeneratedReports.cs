using System.Text.Json;

namespace PerfGate.Tool.Benchmarks;

/// <summary>Reports as BenchmarkDotNet writes them with <c>--exporters json</c>: one file a launch, both stages of each iteration.</summary>
internal static class GeneratedReports
{
    private static readonly string[] Stages = ["Actual", "Result"];

    public static void Write(string folder, Random random, int benchmarks, int launches, int iterations)
    {
        Directory.CreateDirectory(folder);
        for (var launch = 0; launch < launches; launch++)
        {
            var report = new
            {
                Title = "generated",
                HostEnvironmentInfo = new
                {
                    OsVersion = "Linux Debian GNU/Linux 12 (bookworm)",
                    ProcessorName = "Generated",
                    LogicalCoreCount = 2,
                    RuntimeVersion = ".NET 10.0.0",
                    Architecture = "X64",
                    HasAttachedDebugger = false,
                    Configuration = "RELEASE",
                },
                Benchmarks = Enumerable.Range(0, benchmarks).Select(i => Benchmark(i, random, iterations)),
            };
            File.WriteAllText(Path.Combine(folder, $"launch-{launch}-report-full-compressed.json"), JsonSerializer.Serialize(report));
        }
    }

    private static object Benchmark(int index, Random random, int iterations) => new
    {
        DisplayInfo = $"Generated.Method: DefaultJob [N={index}]",
        Namespace = "Suite",
        Type = "Generated",
        Method = "Method",
        Parameters = $"N={index}",
        FullName = $"Suite.Generated.Method(N: {index})",
        Statistics = new { N = iterations, Mean = 1000.0 },
        Memory = new { Gen0Collections = 0, TotalOperations = 10000, BytesAllocatedPerOperation = 24 },
        Measurements = Stages.SelectMany(stage => Enumerable.Range(1, iterations).Select(iteration => new
        {
            IterationMode = "Workload",
            IterationStage = stage,
            LaunchIndex = 1,
            IterationIndex = iteration,
            Operations = 10000,
            Nanoseconds = 1e7 * (1 + (0.05 * random.NextDouble())),
        })),
    };
}
