using BenchmarkDotNet.Attributes;

namespace PerfGate.ArmsInTurn.Tests.Benchmarks;

/// <summary>Two operations of two arms each.</summary>
[ArmsInTurn]
public class Categorized
{
    [Benchmark(Baseline = true), BenchmarkCategory("X")]
    public void XOld() => Events.Say("X");

    [Benchmark, BenchmarkCategory("X")]
    public void XNew() => Events.Say("X");

    [Benchmark(Baseline = true), BenchmarkCategory("Y")]
    public void YOld() => Events.Say("Y");

    [Benchmark, BenchmarkCategory("Y")]
    public void YNew() => Events.Say("Y");
}
