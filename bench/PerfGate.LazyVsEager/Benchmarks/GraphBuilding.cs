using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>What a node costs: a chain of elementwise operations on 1 024 numbers, built with and without evaluation.</summary>
public class GraphBuilding : BenchmarkGroup
{
    private const int Elements = 1_024;
    private const int Short = 10;
    private const double Factor = 0.5;

    private Operand _a = null!;
    private Operand _b = null!;
    private Scalar _factor = null!;

    /// <summary>Operations in the chain.</summary>
    [Params(Short, 100, 1_000)]
    public int N { get; set; }

    /// <summary>The graph alone.</summary>
    [Benchmark]
    public void BuildLazy() => ConsumeGraph(Chain());

    /// <summary>The chain's operations, computed.</summary>
    [Benchmark(Baseline = true), AtSizes(Short)]
    public void BuildAndEvalEager()
    {
        using Tensor result = RunChain(_a.Eager, _b.Eager);
        Consume(result);
    }

    /// <inheritdoc cref="BuildAndEvalEager"/>
    [Benchmark, AtSizes(Short)]
    public void BuildAndEvalLazyUnoptimized() => BuildAndEval(Arms.Unoptimized);

    /// <inheritdoc cref="BuildAndEvalEager"/>
    [Benchmark, AtSizes(Short)]
    public void BuildAndEvalLazy() => BuildAndEval(Arms.Optimized);

    /// <inheritdoc cref="BuildAndEvalEager"/>
    [Benchmark, AtSizes(Short)]
    public void BuildAndEvalLazyCached() => BuildAndEval(Arms.Cached);

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using Tensor a = _a.Eager.@double();
        using Tensor b = _b.Eager.@double();
        return RunChain(a, b);
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(Elements);
        _b = Input(Elements);
        _factor = Number(Factor);
    }

    private void BuildAndEval(LazyOptions arm)
    {
        using LazyTensor result = Chain();
        Consume(result, arm);
    }

    private LazyTensor Chain() => ChainOfOperations.Build(_a.Lazy, _b.Lazy, Factor, N);

    private Tensor RunChain(Tensor a, Tensor b) => ChainOfOperations.Run(a, b, _factor, N);
}
