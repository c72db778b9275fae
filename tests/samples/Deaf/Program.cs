using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;

// The arguments are not passed on.
BenchmarkRunner.Run<Work>();

public class Work
{
    [Benchmark]
    public int Ticks() => Environment.TickCount;
}
