using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Parts of a training step, on activations [4, 16, N].</summary>
public class Training : BenchmarkGroup
{
    private const int Sequences = 4;
    private const int Tokens = 16;
    private const int Rank = 8;
    private const double Alpha = 16;
    private const double Scale = Alpha / Rank;

    private readonly AdamW _adam = new();
    private Operand _x = null!;
    private Operand _w = null!;
    private Operand _a = null!;
    private Operand _b = null!;
    private Operand _gradient = null!;
    private Operand _mean = null!;
    private Operand _variance = null!;
    private Scalar _scale = null!;

    /// <summary>Features of each token.</summary>
    [Params(512, 1_024, 2_048)]
    public int N { get; set; }

    /// <summary>A linear layer with an adapter beside it, x·w + (alpha/rank)·(x·a)·b.</summary>
    [Benchmark(Baseline = true)]
    public void LoraForwardEager()
    {
        using Tensor product = _x.Eager.matmul(_w.Eager);
        using Tensor down = _x.Eager.matmul(_a.Eager);
        using Tensor up = down.matmul(_b.Eager);
        using Tensor scaled = up.mul(_scale);
        using Tensor result = product + scaled;
        Consume(result);
    }

    /// <summary>The same on a matrix of all tokens, which one kernel can add to.</summary>
    [Benchmark]
    public void LoraForwardEagerByHand()
    {
        using Tensor x = _x.Eager.view(Sequences * Tokens, N);
        using Tensor sum = x.mm(_w.Eager);
        using Tensor down = x.mm(_a.Eager);
        sum.addmm_(down, _b.Eager, 1, (float)Scale);
        using Tensor result = sum.view(Sequences, Tokens, N);
        Consume(result);
    }

    /// <inheritdoc cref="LoraForwardEager"/>
    [Benchmark]
    public void LoraForwardLazy()
    {
        using LazyTensor result = LazyTensor.LoraLinear(_x.Lazy, _w.Lazy, _a.Lazy, _b.Lazy, Rank, Alpha);
        Consume(result, Arms.Optimized);
    }

    /// <summary>A step of AdamW on N·64 parameters: they and both moments anew, so that every run computes the same.</summary>
    [Benchmark(Baseline = true)]
    public void AdamWEager()
    {
        (Tensor parameters, Tensor mean, Tensor variance) = _adam.Step(_x.Eager, _gradient.Eager, _mean.Eager, _variance.Eager);
        Consume(parameters, mean, variance);
        parameters.Dispose();
        mean.Dispose();
        variance.Dispose();
    }

    /// <inheritdoc cref="AdamWEager"/>
    [Benchmark]
    public void AdamWEagerByHand()
    {
        (Tensor parameters, Tensor mean, Tensor variance) = _adam.StepByHand(_x.Eager, _gradient.Eager, _mean.Eager, _variance.Eager);
        Consume(parameters, mean, variance);
        parameters.Dispose();
        mean.Dispose();
        variance.Dispose();
    }

    /// <inheritdoc cref="AdamWEager"/>
    [Benchmark]
    public void AdamWLazy()
    {
        (LazyTensor parameters, LazyTensor mean, LazyTensor variance) = AdamW.Step(_x.Lazy, _gradient.Lazy, _mean.Lazy, _variance.Lazy);
        ConsumeAll(Arms.Optimized, parameters, mean, variance);
        parameters.Dispose();
        mean.Dispose();
        variance.Dispose();
    }

    /// <summary>The adapter's product is added to the layer's inside a kernel.</summary>
    protected internal override bool IsReassociated(string operation) => operation == "LoraForward";

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _x = Input(Sequences, Tokens, N);
        _w = Weight(N, N);
        _a = Weight(N, Rank);
        _b = Weight(Rank, N);
        _gradient = Input(Sequences, Tokens, N);
        _mean = Input(Sequences, Tokens, N);
        _variance = InputOf(Own(rand(Sequences, Tokens, N)));
        _scale = Number(Scale);
        _adam.CreateNumbers(Number);
    }
}
