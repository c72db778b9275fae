using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>tanh(gelu(a)·b): elementwise, but more arithmetic than memory.</summary>
public class ComplexGraphGelu : BenchmarkGroup
{
    private Operand _a = null!;
    private Operand _b = null!;
    private LazyTensor _prebuilt = null!;

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(256, 1_024)]
    public int N { get; set; }

    /// <summary>tanh(gelu(a)·b).</summary>
    [Benchmark(Baseline = true)]
    public void GeluTanhEager()
    {
        using Tensor gelu = _a.Eager.gelu();
        using Tensor product = gelu * _b.Eager;
        using Tensor result = product.tanh();
        Consume(result);
    }

    /// <summary>The same, in place from the second operation on.</summary>
    [Benchmark]
    public void GeluTanhEagerByHand()
    {
        using Tensor result = _a.Eager.gelu();
        result.mul_(_b.Eager);
        result.tanh_();
        Consume(result);
    }

    /// <inheritdoc cref="GeluTanhEager"/>
    [Benchmark]
    public void GeluTanhLazy()
    {
        using LazyTensor result = Build();
        Consume(result, Arms.Optimized);
    }

    /// <summary>The kernel alone: the graph is there, and its plan too.</summary>
    [Benchmark]
    public void GeluTanhLazyPrebuilt()
    {
        // A node keeps its result, so it is evaluated on behalf of another every time.
        var result = new Result();
        result.TryGetOrClaim(out _, out _);
        Executor.Run([_prebuilt], [result], Arms.Cached, CancellationToken.None);
        result.TryGetOrClaim(out Tensor? tensor, out _);
        ConsumeCounted(tensor!, result.Counters);
        result.GiveUp();
    }

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        return (_a.Eager.@double().gelu() * _b.Eager.@double()).tanh().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(N, N);
        _b = Input(N, N);
        _prebuilt = Build();
    }

    private LazyTensor Build() => (_a.Lazy.gelu() * _b.Lazy).tanh();
}
