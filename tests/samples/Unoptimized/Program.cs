using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);

public class Work
{
    [Benchmark]
    public int Ticks() => Environment.TickCount;
}
