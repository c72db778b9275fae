namespace Replay;

/// <summary>One of the suite's benchmarks: a recorded workload, at a position of its own in the recording.</summary>
/// <param name="Index">Its number; benchmarks of one position are launched together, as they were recorded.</param>
/// <param name="Method">What its method is called.</param>
internal sealed record Benchmark(int Index, string Method)
{
    // Sort is left out: what it costs is not proportional to its work.
    private static readonly string[] Workloads = ["Spin", "MemSum", "Math1", "Lookup", "Alloc", "Json", "Async"];

    /// <summary>So many benchmarks: all workloads at the first position, then at the next.</summary>
    public static List<Benchmark> First(int count, Func<string, string> nameOf)
    {
        var benchmarks = new List<Benchmark>(count);
        for (var i = 0; i < count; i++)
        {
            benchmarks.Add(new Benchmark(i, nameOf(Workloads[i % Workloads.Length])));
        }

        return benchmarks;
    }

    public string Workload => Workloads[Index % Workloads.Length];

    public int Position => Index / Workloads.Length;

    /// <summary>What replay.json calls it.</summary>
    public string Name => $"{Workload}(Position: {Position})";

    public string FullMethod => $"Replay.Work.{Method}";

    public string FullName => $"{FullMethod}(Position: {Position})";
}

/// <summary>A benchmark with the nanoseconds of each iteration of each launch; none where it threw.</summary>
internal sealed record MeasuredBenchmark(Benchmark Benchmark, IReadOnlyList<double[]> Launches, int Allocated, string? Thrown);
