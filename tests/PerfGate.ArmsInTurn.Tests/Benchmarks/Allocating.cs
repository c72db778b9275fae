using BenchmarkDotNet.Attributes;

namespace PerfGate.ArmsInTurn.Tests.Benchmarks;

/// <summary>Arms that allocate different amounts.</summary>
[ArmsInTurn]
public class Allocating
{
    public const int Bytes = 10_000;

    [Benchmark]
    public int None() => 1;

    [Benchmark]
    public byte[] Array() => new byte[Bytes];

    [Benchmark]
    public byte[][] Two() => [new byte[Bytes], new byte[Bytes]];
}
