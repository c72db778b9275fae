using BenchmarkDotNet.Attributes;

namespace PerfGate.ArmsInTurn.Tests.Benchmarks;

/// <summary>Arms that fail at different times, between two that do not.</summary>
[ArmsInTurn]
public class Failing
{
    private int _calls;

    [GlobalSetup(Target = nameof(InSetUp))]
    public void SetUp() => throw new InvalidOperationException("no inputs");

    [GlobalCleanup(Target = nameof(Late))]
    public void CleanUp() => Events.Say("clean up");

    [GlobalCleanup(Target = nameof(InCleanUp))]
    public void FailToCleanUp() => throw new InvalidOperationException("no clean end");

    [Benchmark]
    public int Before() => 1;

    [Benchmark]
    public void InSetUp() => Events.Say("called without set-up");

    [Benchmark]
    public void AtOnce() => throw new InvalidOperationException("not at all");

    [Benchmark]
    public void Late()
    {
        if (++_calls > 3)
        {
            throw new InvalidOperationException("no more");
        }
    }

    [Benchmark]
    public void Once()
    {
        if (++_calls == 4)
        {
            throw new InvalidOperationException("not now");
        }

        if (_calls > 4)
        {
            Events.Say("called on");
        }
    }

    [Benchmark]
    public void InCleanUp() => Events.Say("called");

    [Benchmark]
    public int After() => 2;
}
