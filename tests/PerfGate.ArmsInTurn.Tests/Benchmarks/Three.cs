using BenchmarkDotNet.Attributes;

namespace PerfGate.ArmsInTurn.Tests.Benchmarks;

/// <summary>Three arms that say when they are called, and on which instance.</summary>
[ArmsInTurn]
public class Three
{
    private static int _instances;

    private readonly int _instance = Interlocked.Increment(ref _instances);

    [Params(1, 2)]
    public int N { get; set; }

    [GlobalSetup]
    public void SetUp() => Say("set up");

    [GlobalCleanup]
    public void CleanUp() => Say("clean up");

    [Benchmark(Baseline = true)]
    public void A() => Say("A");

    [Benchmark]
    public void B() => Say("B");

    [Benchmark]
    public void C() => Say("C");

    private void Say(string what) => Events.Say($"{what} {N} {_instance}");
}
