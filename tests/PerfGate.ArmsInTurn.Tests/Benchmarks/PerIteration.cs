using BenchmarkDotNet.Attributes;

namespace PerfGate.ArmsInTurn.Tests.Benchmarks;

/// <summary>Arms with a set-up of each iteration.</summary>
[ArmsInTurn]
public class PerIteration
{
    [IterationSetup]
    public void SetUp() => Events.Say("set up");

    [IterationCleanup]
    public void CleanUp() => Events.Say("clean up");

    [Benchmark]
    public void A() => Events.Say("call");

    [Benchmark]
    public void B() => Events.Say("call");
}
