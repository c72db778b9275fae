using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>An adapter merged into its weight once, and then used several times; eager applies it beside the weight every time.</summary>
public class LoRAReuse : BenchmarkGroup
{
    private const int Rank = 8;
    private const double Alpha = 16;
    private const double Scale = Alpha / Rank;
    private const int Rows = 4;
    private const int Features = 1_024;

    private Operand _x = null!;
    private Operand _w = null!;
    private Operand _a = null!;
    private Operand _b = null!;
    private Scalar _scale = null!;

    /// <summary>How often the layer is applied.</summary>
    [Params(1, 100)]
    public int Times { get; set; }

    /// <summary>x·w + (alpha/rank)·(x·a)·b, every time.</summary>
    [Benchmark(Baseline = true)]
    public void MergedEager()
    {
        for (int i = 0; i < Times; i++)
        {
            using Tensor product = _x.Eager.matmul(_w.Eager);
            using Tensor down = _x.Eager.matmul(_a.Eager);
            using Tensor up = down.matmul(_b.Eager);
            using Tensor scaled = up.mul(_scale);
            using Tensor result = product + scaled;
            Consume(result);
        }
    }

    /// <summary>w + (alpha/rank)·a·b once, and x times that every time.</summary>
    [Benchmark]
    public void MergedEagerByHand()
    {
        using Tensor merged = _w.Eager.addmm(_a.Eager, _b.Eager, 1, (float)Scale);
        for (int i = 0; i < Times; i++)
        {
            using Tensor result = _x.Eager.mm(merged);
            Consume(result);
        }
    }

    /// <summary>The same: a graph that was evaluated is an input of those built upon it.</summary>
    [Benchmark]
    public void MergedLazyCached()
    {
        using LazyTensor merged = _w.Lazy + (_a.Lazy.matmul(_b.Lazy) * Scale);
        Evaluate(merged, Arms.Cached);
        for (int i = 0; i < Times; i++)
        {
            using LazyTensor result = _x.Lazy.matmul(merged);
            Consume(result, Arms.Cached);
        }
    }

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = _w.Eager.@double() + _a.Eager.@double().matmul(_b.Eager.@double()).mul(Scale);
        return _x.Eager.@double().matmul(weight).MoveToOuterDisposeScope();
    }

    /// <summary>Merging adds the adapter to the weight before the product rather than after it.</summary>
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
