using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>x·(w + (alpha/rank)·a·b), as it is written when the weight is what is adapted.</summary>
public class LoRARank : BenchmarkGroup
{
    private const double Alpha = 16;
    private const int Rows = 64;
    private const int Features = 1_024;

    private Operand _x = null!;
    private Operand _w = null!;
    private Operand _a = null!;
    private Operand _b = null!;
    private Scalar _scale = null!;

    /// <summary>Columns of a and rows of b.</summary>
    [Params(16)]
    public int Rank { get; set; }

    private double Scale => Alpha / Rank;

    /// <summary>x·(w + (alpha/rank)·a·b).</summary>
    [Benchmark(Baseline = true)]
    public void AdaptedWeightEager()
    {
        using Tensor product = _a.Eager.matmul(_b.Eager);
        using Tensor scaled = product.mul(_scale);
        using Tensor weight = _w.Eager + scaled;
        using Tensor result = _x.Eager.matmul(weight);
        Consume(result);
    }

    /// <summary>The same without a product as large as the weight.</summary>
    [Benchmark]
    public void AdaptedWeightEagerByHand()
    {
        using Tensor result = _x.Eager.mm(_w.Eager);
        using Tensor down = _x.Eager.mm(_a.Eager);
        result.addmm_(down, _b.Eager, 1, (float)Scale);
        Consume(result);
    }

    /// <inheritdoc cref="AdaptedWeightEager"/>
    [Benchmark]
    public void AdaptedWeightLazy()
    {
        using LazyTensor result = _x.Lazy.matmul(_w.Lazy + (_a.Lazy.matmul(_b.Lazy) * Scale));
        Consume(result, Arms.Optimized);
    }

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = _w.Eager.@double() + _a.Eager.@double().matmul(_b.Eager.@double()).mul(Scale);
        return _x.Eager.@double().matmul(weight).MoveToOuterDisposeScope();
    }

    /// <summary>All but eager apply the adapter to x rather than to the weight.</summary>
    protected internal override bool IsReassociated(string operation) => true;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _x = Input(Rows, Features);
        _w = Weight(Features, Features);
        _a = Weight(Features, Rank);
        _b = Weight(Rank, Features);
        _scale = Number(Scale);
    }
}
