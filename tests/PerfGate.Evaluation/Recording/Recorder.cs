using System.Diagnostics;
using System.Text.Json;

namespace PerfGate.Evaluation.Recording;

/// <summary>Records launches whose truth is known: each is a process that measures every workload, as it is and with so many percent more to do.</summary>
internal static class Recorder
{
    private const int Units = 100;
    private const int Iterations = 12;
    private static readonly int[] Percents = [0, 5, 10, 25];
    private static readonly TimeSpan Iteration = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(60);

    /// <summary>Records launches, one after the other, to a file for <see cref="Noise.RecordedNoise"/>; 17 s each.</summary>
    public static void Record(string path, int launches)
    {
        var all = new SortedDictionary<string, List<double[]>>(StringComparer.Ordinal);
        for (var i = 0; i < launches; i++)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["launch", $"{i}"]) { RedirectStandardOutput = true })!;
            foreach (var (name, times) in JsonSerializer.Deserialize<Dictionary<string, double[]>>(process.StandardOutput.ReadToEnd())!)
            {
                all.TryAdd(name, []);
                all[name].Add(times);
            }
        }

        File.WriteAllText(path, JsonSerializer.Serialize(all));
    }

    /// <summary>One launch: prints the nanoseconds of each iteration.</summary>
    /// <param name="seed">Draws the order.</param>
    public static void Launch(int seed)
    {
        var workloads = Workload.All();
        // All are compiled before the first is measured.
        foreach (var workload in workloads)
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
            {
                workload.Do(Units);
            }
        }

        var turns = workloads.SelectMany(workload => Percents.Select(percent => (workload, percent))).ToArray();
        new Random(seed).Shuffle(turns);
        Console.WriteLine(JsonSerializer.Serialize(turns.ToDictionary(
            turn => $"{turn.workload.Name} v{turn.percent:00}{(turn.percent == 0 ? "a" : "")}",
            turn => Measure(() => turn.workload.Do(Units + turn.percent)))));
    }

    private static double[] Measure(Func<double> work)
    {
        var pilot = Enumerable.Range(0, 3).Min(_ => Time(work, Math.Max(1, (int)(Iteration.TotalNanoseconds / 4 / Time(work, 1)))));
        var operations = Math.Max(1, (int)(Iteration.TotalNanoseconds / pilot));
        return [.. Enumerable.Range(0, Iterations + 2).Select(_ => Math.Round(Time(work, operations), 2)).Skip(2)];
    }

    private static double Time(Func<double> work, int operations)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < operations; i++)
        {
            work();
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / operations;
    }
}
