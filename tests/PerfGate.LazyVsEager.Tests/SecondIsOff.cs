using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager.Tests;

/// <summary>A group whose lazy arm has two results, of which the second is wrong.</summary>
public class SecondIsOff : BenchmarkGroup
{
    private Tensor _a = null!;

    [Benchmark(Baseline = true)]
    public void AddEager()
    {
        using Tensor sum = _a + _a;
        Consume(sum, sum);
    }

    [Benchmark]
    public void AddLazy()
    {
        using LazyTensor sum = LazyTensor.Input(_a) * 2;
        using LazyTensor off = sum + 1e-4;
        ConsumeAll(LazyOptions.Default, sum, off);
    }

    protected override void CreateInputs() => _a = Random(10);
}
