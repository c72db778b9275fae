using BenchmarkDotNet.Attributes;

namespace PerfGate.ArmsInTurn.Tests.Benchmarks;

/// <summary>An arm that takes much longer than a block, beside one that takes next to nothing.</summary>
[ArmsInTurn]
public class Uneven
{
    [Benchmark]
    public void Slow() => Thread.Sleep(3);

    [Benchmark]
    public int Quick() => 1;
}
