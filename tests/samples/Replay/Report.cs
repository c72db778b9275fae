using System.Text.Json;

namespace Replay;

/// <summary>Writes a <c>*-report-full-compressed.json</c> as BenchmarkDotNet 0.15.8 does for <c>--exporters json --memory</c>, of the machine that was recorded.</summary>
internal static class Report
{
    private const double NanosecondsOfIteration = 30e6;

    public static void Write(CommandLine command, IReadOnlyList<MeasuredBenchmark> measured)
    {
        var results = Directory.CreateDirectory(Path.Combine(command.Artifacts, "results")).FullName;
        using var file = File.Create(Path.Combine(results, "Replay.Work-report-full-compressed.json"));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteString("Title", $"Replay.Work-{DateTime.Now:yyyyMMdd-HHmmss}");
        WriteHost(json);
        json.WriteStartArray("Benchmarks");
        foreach (var benchmark in measured)
        {
            WriteBenchmark(json, command, benchmark);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHost(Utf8JsonWriter json)
    {
        json.WriteStartObject("HostEnvironmentInfo");
        json.WriteString("BenchmarkDotNetCaption", "BenchmarkDotNet");
        json.WriteString("BenchmarkDotNetVersion", "0.15.8");
        json.WriteString("OsVersion", "Linux Debian GNU/Linux 12 (bookworm)");
        json.WriteString("ProcessorName", "AMD EPYC");
        json.WriteNumber("PhysicalProcessorCount", 1);
        json.WriteNumber("PhysicalCoreCount", 2);
        json.WriteNumber("LogicalCoreCount", 2);
        json.WriteString("RuntimeVersion", ".NET 10.0.12 (10.0.12, 10.0.1226.42308)");
        json.WriteString("Architecture", "X64");
        json.WriteBoolean("HasAttachedDebugger", false);
        json.WriteBoolean("HasRyuJit", true);
        json.WriteString("Configuration", "RELEASE");
        json.WriteString("DotNetCliVersion", "10.0.401");
        json.WriteStartObject("ChronometerFrequency");
        json.WriteNumber("Hertz", 1_000_000_000);
        json.WriteEndObject();
        json.WriteString("HardwareTimerKind", "Unknown");
        json.WriteEndObject();
    }

    private static void WriteBenchmark(Utf8JsonWriter json, CommandLine command, MeasuredBenchmark measured)
    {
        var (benchmark, launches, allocated, _) = measured;
        var operations = launches.Count == 0 ? 0 : (long)Math.Max(1, Math.Round(NanosecondsOfIteration / launches[0][0]));
        json.WriteStartObject();
        json.WriteString("DisplayInfo", $"Work.{benchmark.Method}: {command.Job} [Position={benchmark.Position}]");
        json.WriteString("Namespace", "Replay");
        json.WriteString("Type", "Work");
        json.WriteString("Method", benchmark.Method);
        json.WriteString("MethodTitle", benchmark.Method);
        json.WriteString("Parameters", $"Position={benchmark.Position}");
        json.WriteString("FullName", benchmark.FullName);
        json.WriteString("HardwareIntrinsics", "");
        if (launches.Count == 0)
        {
            json.WriteNull("Statistics");
            json.WriteStartArray("Measurements");
            json.WriteEndArray();
            json.WriteStartArray("Metrics");
            json.WriteEndArray();
            json.WriteEndObject();
            return;
        }

        WriteStatistics(json, launches);
        json.WriteStartObject("Memory");
        json.WriteNumber("Gen0Collections", 0);
        json.WriteNumber("Gen1Collections", 0);
        json.WriteNumber("Gen2Collections", 0);
        json.WriteNumber("TotalOperations", operations);
        json.WriteNumber("BytesAllocatedPerOperation", allocated);
        json.WriteEndObject();
        json.WriteStartArray("Measurements");
        for (var i = 0; i < launches.Count; i++)
        {
            // In process, launches are not numbered.
            var number = command.IsInProcess ? 0 : i + 1;
            WriteIterations(json, "Actual", number, operations, launches[i]);
            WriteIterations(json, "Result", number, operations, launches[i]);
        }

        json.WriteEndArray();
        json.WriteStartArray("Metrics");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // Of those that BenchmarkDotNet writes the few that somebody looks for; the gate reads iterations only.
    private static void WriteStatistics(Utf8JsonWriter json, IReadOnlyList<double[]> launches)
    {
        var (count, sum, least, most) = (0, 0.0, double.MaxValue, 0.0);
        json.WriteStartObject("Statistics");
        json.WriteStartArray("OriginalValues");
        foreach (var launch in launches)
        {
            foreach (var value in launch)
            {
                json.WriteNumberValue(value);
                (count, sum, least, most) = (count + 1, sum + value, Math.Min(least, value), Math.Max(most, value));
            }
        }

        json.WriteEndArray();
        json.WriteNumber("N", count);
        json.WriteNumber("Min", least);
        json.WriteNumber("Mean", sum / count);
        json.WriteNumber("Max", most);
        json.WriteEndObject();
    }

    private static void WriteIterations(Utf8JsonWriter json, string stage, int launch, long operations, double[] iterations)
    {
        for (var i = 0; i < iterations.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("IterationMode", "Workload");
            json.WriteString("IterationStage", stage);
            json.WriteNumber("LaunchIndex", launch);
            json.WriteNumber("IterationIndex", i + 1);
            json.WriteNumber("Operations", operations);
            json.WriteNumber("Nanoseconds", iterations[i] * operations);
            json.WriteEndObject();
        }
    }
}
