using BenchmarkDotNet.Attributes;

namespace PerfGate.ArmsInTurn.Tests.Benchmarks;

/// <summary>Arms with arguments, of which one has one more than the other.</summary>
[ArmsInTurn]
public class WithArguments
{
    [Benchmark]
    [Arguments(1, "x")]
    [Arguments(2, "y")]
    public void A(int number, string text) => Events.Say($"A {number} {text}");

    [Benchmark]
    [Arguments(1, "x")]
    public void B(int number, string text) => Events.Say($"B {number} {text}");
}
