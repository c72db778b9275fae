using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>The forward pass of a low-rank adapter alone, (alpha/rank)·x·a·b: three small operations in a row.</summary>
public class LoRA : BenchmarkGroup
{
    private const int Rank = 8;
    private const double Alpha = 16;
    private const int Rows = 4;
    private const int Features = 512;

    private Operand _x = null!;
    private Operand _a = null!;
    private Operand _b = null!;
    private Scalar _scale = null!;
    private CompiledGraph _compiled = null!;

    /// <summary>(alpha/rank)·x·a·b.</summary>
    [Benchmark(Baseline = true)]
    public void ForwardEager()
    {
        using Tensor down = _x.Eager.matmul(_a.Eager);
        using Tensor up = down.matmul(_b.Eager);
        using Tensor result = up.mul(_scale);
        Consume(result);
    }

    /// <summary>The same, scaled in place and where it is narrow.</summary>
    [Benchmark]
    public void ForwardEagerByHand()
    {
        using Tensor down = _x.Eager.mm(_a.Eager);
        down.mul_(_scale);
        using Tensor result = down.mm(_b.Eager);
        Consume(result);
    }

    /// <inheritdoc cref="ForwardEager"/>
    [Benchmark]
    public void ForwardLazyUnoptimized() => Forward(Arms.Unoptimized);

    /// <inheritdoc cref="ForwardEager"/>
    [Benchmark]
    public void ForwardLazy() => Forward(Arms.Optimized);

    /// <inheritdoc cref="ForwardEager"/>
    [Benchmark]
    public void ForwardLazyCached() => Forward(Arms.Cached);

    /// <inheritdoc cref="ForwardEager"/>
    [Benchmark]
    public void ForwardLazyCompiled() => ConsumeCompiled(_compiled, _x.Eager, _a.Eager, _b.Eager);

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor product = _x.Eager.@double().matmul(_a.Eager.@double()).matmul(_b.Eager.@double());
        return product.mul(Alpha / Rank).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _x = Input(Rows, Features);
        _a = Weight(Features, Rank);
        _b = Weight(Rank, Features);
        _scale = Number(Alpha / Rank);
        _compiled = Compile(x => LazyTensor.LoraForward(x[0], x[1], x[2], Rank, Alpha), _x, _a, _b);
    }

    private void Forward(LazyOptions arm)
    {
        using LazyTensor result = LazyTensor.LoraForward(_x.Lazy, _a.Lazy, _b.Lazy, Rank, Alpha);
        Consume(result, arm);
    }
}
