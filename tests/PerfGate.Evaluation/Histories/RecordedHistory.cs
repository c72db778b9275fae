using System.Reflection;
using System.Text.Json;

namespace PerfGate.Evaluation.Histories;

/// <summary>Sessions made of recorded launches of unchanged code.</summary>
internal sealed class RecordedHistory : IHistoryNoise
{
    private static readonly string[] Workloads = ["Spin", "MemSum", "Math1", "Lookup", "Alloc", "Json", "Async"];
    private readonly double[][] _minima;
    private readonly bool _inOrder;

    /// <param name="file">A file of tests/data/noise.</param>
    /// <param name="half">Which half of its launches: 1 to choose a method, 2 to count how it does.</param>
    /// <param name="inOrder">Whether launches keep the order of recording, so that what disturbed several of them disturbs a session, or several; else each is drawn by itself.</param>
    public RecordedHistory(string file, int half, bool inOrder)
    {
        var folder = typeof(RecordedHistory).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NoiseFolder").Value!;
        var recorded = JsonSerializer.Deserialize<Dictionary<string, double[][]>>(File.ReadAllText(Path.Combine(folder, file + ".json")))!;
        _minima = [.. Workloads.Select(workload => new[] { "v00a", "v00b" }
            .Where(variant => recorded.ContainsKey($"{workload} {variant}"))
            .SelectMany(variant => HalfOf(recorded[$"{workload} {variant}"], half).Select(launch => launch.Min())).ToArray())];
        _inOrder = inOrder;
        Name = $"{file}{(inOrder ? ", in order" : "")}";
    }

    public string Name { get; }

    public int Benchmarks => Workloads.Length;

    public double[][][] Draw(Random random, int sessions, int launches)
    {
        var start = random.Next(_minima[0].Length);
        return [.. _minima.Select(minima => Enumerable.Range(0, sessions).Select(session => Enumerable.Range(0, launches)
            .Select(launch => minima[_inOrder ? (start + (session * launches) + launch) % minima.Length : random.Next(minima.Length)]).ToArray()).ToArray())];
    }

    // A half of the time it took, as what disturbs lasts.
    private static double[][] HalfOf(double[][] launches, int half) => half == 1 ? launches[..(launches.Length / 2)] : launches[(launches.Length / 2)..];
}
