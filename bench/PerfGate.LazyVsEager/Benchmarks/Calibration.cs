using BenchmarkDotNet.Attributes;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>The gate's own check: the same work under two names, and known amounts of it more.</summary>
public class Calibration : BenchmarkGroup
{
    private const int Elements = 16_384;
    private const int Times = 20;

    private Operand _a = null!;
    private Operand _b = null!;

    /// <summary>a + b, 20 times.</summary>
    [Benchmark(Baseline = true)]
    public void WorkEager() => Work(Times);

    /// <summary>The same.</summary>
    [Benchmark]
    public void WorkEagerAgain() => Work(Times);

    /// <summary>5 % more.</summary>
    [Benchmark]
    public void WorkEagerPlus5() => Work(Times + 1);

    /// <summary>10 % more.</summary>
    [Benchmark]
    public void WorkEagerPlus10() => Work(Times + 2);

    /// <summary>20 % more.</summary>
    [Benchmark]
    public void WorkEagerPlus20() => Work(Times + 4);

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(Elements);
        _b = Input(Elements);
    }

    private void Work(int times)
    {
        for (int i = 0; i < times; i++)
        {
            using Tensor sum = _a.Eager + _b.Eager;
            Consume(sum);
        }
    }
}
