using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager.Tests;

/// <summary>A group whose lazy arm computes without handing its result over.</summary>
public class Silent : BenchmarkGroup
{
    private Tensor _a = null!;

    [Benchmark(Baseline = true)]
    public void AddEager()
    {
        using Tensor sum = _a + _a;
        Consume(sum);
    }

    [Benchmark]
    public void AddLazy()
    {
        using LazyTensor sum = LazyTensor.Input(_a) * 2;
        sum.Eval();
    }

    protected override void CreateInputs() => _a = Random(10);
}
