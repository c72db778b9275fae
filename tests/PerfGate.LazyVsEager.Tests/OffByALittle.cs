using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager.Tests;

/// <summary>A group whose lazy arm is wrong by a ten-thousandth.</summary>
public class OffByALittle : BenchmarkGroup
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
        using LazyTensor sum = (LazyTensor.Input(_a) * 2) + 1e-4;
        Consume(sum, LazyOptions.Default);
    }

    protected override void CreateInputs() => _a = Random(10);
}
