using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>tanh(gelu(a)·b): elementwise, but more arithmetic than memory.</summary>
public class ComplexGraphGelu : BenchmarkGroup
{
    private Operand _a = null!;
    private Operand _b = null!;
    private CompiledGraph _compiled = null!;

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

    /// <inheritdoc cref="GeluTanhEager"/>
    [Benchmark]
    public void GeluTanhLazyCompiled() => ConsumeCompiled(_compiled, _a.Eager, _b.Eager);

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
        _compiled = Compile(x => Build(x[0], x[1]), _a, _b);
    }

    private LazyTensor Build() => Build(_a.Lazy, _b.Lazy);

    private static LazyTensor Build(LazyTensor a, LazyTensor b) => (a.gelu() * b).tanh();
}
