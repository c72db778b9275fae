using BenchmarkDotNet.Attributes;

namespace PerfGate.ArmsInTurn.Tests.Benchmarks;

/// <summary>The kinds of methods that BenchmarkDotNet takes.</summary>
[ArmsInTurn]
public class Kinds
{
    public const int Operations = 10;

    [Benchmark]
    public async Task OfTask()
    {
        await Task.Yield();
        Events.Say("task ended");
    }

    [Benchmark]
    public async ValueTask<int> OfValueTask()
    {
        await Task.Yield();
        Events.Say("value task ended");
        return 1;
    }

    [Benchmark]
    public string OfReference() => "a";

    [Benchmark]
    public static decimal OfStatic() => 1;

    [Benchmark(OperationsPerInvoke = Operations)]
    public void OfMany() => Events.Say("many");
}
