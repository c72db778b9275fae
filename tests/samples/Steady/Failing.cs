using BenchmarkDotNet.Attributes;

namespace Steady;

public class Failing
{
    [Benchmark]
    public int Throws() => throw new InvalidOperationException("the benchmark broke");

    [Benchmark]
    public int Works() => Environment.TickCount;
}

public class FailingSetup
{
    [GlobalSetup]
    public void Setup() => throw new InvalidOperationException("the set-up broke");

    [Benchmark]
    public int NeverRuns() => Environment.TickCount;
}

public class Exiting
{
    [Benchmark]
    public int Exits()
    {
        Environment.Exit(7);
        return 0;
    }
}
