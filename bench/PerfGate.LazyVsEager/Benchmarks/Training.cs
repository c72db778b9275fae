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

    private readonly AdamW _adam = new(step: 10);
    private Operand _x = null!;
    private Operand _w = null!;
    private Operand _a = null!;
    private Operand _b = null!;
    private Operand _gradient = null!;
    private Operand _mean = null!;
    private Operand _variance = null!;
    private Scalar _scale = null!;
    private CompiledGraph _forward = null!;
    private CompiledGraph _step = null!;
    private Tensor[] _state = [];

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

    /// <inheritdoc cref="LoraForwardEager"/>
    [Benchmark]
    public void LoraForwardLazyCompiled() => ConsumeCompiled(_forward, _x.Eager, _w.Eager, _a.Eager, _b.Eager);

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

    /// <summary>The same in place, as a person would write it. What is updated moves on from run to run; in the check it starts as eager does.</summary>
    [Benchmark]
    public void AdamWEagerByHand()
    {
        ResetIfObserved();
        _adam.StepByHand(_state[0], _gradient.Eager, _state[1], _state[2]);
        Consume(_state);
    }

    /// <inheritdoc cref="AdamWEager"/>
    [Benchmark]
    public void AdamWLazy()
    {
        (LazyTensor parameters, LazyTensor mean, LazyTensor variance) = _adam.Step(_x.Lazy, _gradient.Lazy, _mean.Lazy, _variance.Lazy);
        ConsumeAll(Arms.Optimized, parameters, mean, variance);
        parameters.Dispose();
        mean.Dispose();
        variance.Dispose();
    }

    /// <summary>The same in place.</summary>
    [Benchmark]
    public void AdamWLazyCompiled()
    {
        ResetIfObserved();
        RunCompiled(_step, [_state[0], _gradient.Eager, _state[1], _state[2]], []);
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
        _state = [Own(_x.Eager.clone()), Own(_mean.Eager.clone()), Own(_variance.Eager.clone())];
        _forward = Compile(x => LazyTensor.LoraLinear(x[0], x[1], x[2], x[3], Rank, Alpha), _x, _w, _a, _b);
        var state = new InputSlot(_x.Eager.shape) { IsDonated = true };
        _step = Own(Lazy.Compile(
            (x, _) =>
            {
                var (parameters, mean, variance) = _adam.Step(x[0], x[1], x[2], x[3]);
                return [parameters, mean, variance];
            },
            [state, InputSlot.Like(_gradient.Eager), state, state],
            options: Arms.Cached));
    }

    private void ResetIfObserved()
    {
        if (IsObserved)
        {
            _state[0].copy_(_x.Eager);
            _state[1].copy_(_mean.Eager);
            _state[2].copy_(_variance.Eager);
        }
    }
}
