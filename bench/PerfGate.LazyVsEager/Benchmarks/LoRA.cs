using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>The forward pass of a low-rank adapter, x·a·b·(alpha/rank): three small operations in a row.</summary>
public class LoRA : BenchmarkGroup
{
    private const int Rank = 8;
    private const double Alpha = 16;
    private const int Batch = 4;
    private const int Features = 512;

    private Tensor _x = null!;
    private Tensor _a = null!;
    private Tensor _b = null!;
    private LazyTensor _lazyX = null!;
    private LazyTensor _lazyA = null!;
    private LazyTensor _lazyB = null!;

    /// <summary>The adapter alone, at once.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Forward")]
    public void ForwardEager()
    {
        using Tensor down = _x.matmul(_a);
        using Tensor up = down.matmul(_b);
        using Scalar scale = Alpha / Rank;
        using Tensor result = up.mul(scale);
        Consume(result);
    }

    /// <summary>The adapter alone, built and evaluated.</summary>
    [Benchmark, BenchmarkCategory("Forward")]
    public void ForwardLazy()
    {
        using LazyTensor result = LazyTensor.LoraForward(_lazyX, _lazyA, _lazyB, Rank, Alpha);
        Consume(result);
    }

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor product = _x.@double().matmul(_a.@double()).matmul(_b.@double());
        return product.mul(Alpha / Rank).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _x = Random(Batch, Features);
        _a = Random(Features, Rank);
        _b = Random(Rank, Features);
        _lazyX = LazyTensor.Input(_x);
        _lazyA = LazyTensor.Input(_a);
        _lazyB = LazyTensor.Input(_b);
    }
}
