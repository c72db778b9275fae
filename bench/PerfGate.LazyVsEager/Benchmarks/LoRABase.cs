using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>A linear layer with a low-rank adapter beside it, x·w + (alpha/rank)·(x·a)·b.</summary>
public class LoRABase : BenchmarkGroup
{
    private const int Rank = 8;
    private const double Alpha = 16;
    private const double Scale = Alpha / Rank;

    private Operand _x = null!;
    private Operand _w = null!;
    private Operand _a = null!;
    private Operand _b = null!;
    private Scalar _scale = null!;
    private CompiledGraph _compiled = null!;

    /// <summary>Rows and columns of w: a few rows of x at the smallest, as in inference, as many at the largest.</summary>
    [Params(512, 1_024, 2_048)]
    public int K { get; set; }

    /// <summary>Rows of x.</summary>
    private int M => K switch { 512 => 4, 1_024 => 64, _ => 512 };

    /// <summary>x·w + (alpha/rank)·(x·a)·b.</summary>
    [Benchmark(Baseline = true)]
    public void LinearEager()
    {
        using Tensor product = _x.Eager.matmul(_w.Eager);
        using Tensor down = _x.Eager.matmul(_a.Eager);
        using Tensor up = down.matmul(_b.Eager);
        using Tensor scaled = up.mul(_scale);
        using Tensor result = product + scaled;
        Consume(result);
    }

    /// <inheritdoc cref="LinearEager"/>
    [Benchmark]
    public void LinearEagerByHand()
    {
        using Tensor result = _x.Eager.mm(_w.Eager);
        using Tensor down = _x.Eager.mm(_a.Eager);
        result.addmm_(down, _b.Eager, 1, (float)Scale);
        Consume(result);
    }

    /// <inheritdoc cref="LinearEager"/>
    [Benchmark]
    public void LinearLazy() => Linear(Arms.Optimized);

    /// <inheritdoc cref="LinearEager"/>
    [Benchmark]
    public void LinearLazyCached() => Linear(Arms.Cached);

    /// <inheritdoc cref="LinearEager"/>
    [Benchmark]
    public void LinearLazyCompiled() => ConsumeCompiled(_compiled, _x.Eager, _w.Eager, _a.Eager, _b.Eager);

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = _x.Eager.@double();
        Tensor adapter = x.matmul(_a.Eager.@double()).matmul(_b.Eager.@double()).mul(Scale);
        return (x.matmul(_w.Eager.@double()) + adapter).MoveToOuterDisposeScope();
    }

    /// <summary>A kernel that adds the adapter's product to the layer's begins with the latter.</summary>
    protected internal override bool IsReassociated(string operation) => true;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _x = Input(M, K);
        _w = Weight(K, K);
        _a = Weight(K, Rank);
        _b = Weight(Rank, K);
        _scale = Number(Scale);
        _compiled = Compile(x => LazyTensor.LoraLinear(x[0], x[1], x[2], x[3], Rank, Alpha), _x, _w, _a, _b);
    }

    private void Linear(LazyOptions arm)
    {
        using LazyTensor result = LazyTensor.LoraLinear(_x.Lazy, _w.Lazy, _a.Lazy, _b.Lazy, Rank, Alpha);
        Consume(result, arm);
    }
}
