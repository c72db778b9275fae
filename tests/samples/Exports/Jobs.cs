using BenchmarkDotNet.Attributes;

namespace Exports;

[Config(typeof(Durations))]
public class HowLong
{
    [Params(3)]
    public int A { get; set; }

    [Params("x")]
    public string B { get; set; } = "";

    [Benchmark]
    public int Sum() => Enumerable.Range(0, 100 * A).Sum();
}

[Config(typeof(Strategies)), MemoryDiagnoser]
public class HowStarted
{
    [Params(3)]
    public int A { get; set; }

    [Params("x")]
    public string B { get; set; } = "";

    [Benchmark]
    public int Sum() => Enumerable.Range(0, 1000 * A).Sum();
}

[Config(typeof(ThreeLaunches)), MemoryDiagnoser]
public class Launches
{
    [Benchmark]
    public int Sum() => Enumerable.Range(0, 1000).Sum();
}
