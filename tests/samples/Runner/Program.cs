using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;

Console.WriteLine("Benchmarks of Runner, version 1.2.3");
BenchmarkRunner.Run<First>(args: args);
BenchmarkRunner.Run<Second>(args: args);

public class First
{
    [Benchmark]
    public int Ticks() => Environment.TickCount;
}

public class Second
{
    [Benchmark]
    public string Text() => new('x', 10);
}
