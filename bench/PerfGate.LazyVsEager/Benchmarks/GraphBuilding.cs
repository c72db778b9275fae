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

    private Tensor _a = null!;
    private Tensor _b = null!;
    private LazyTensor _lazyA = null!;
    private LazyTensor _lazyB = null!;

    /// <summary>Operations in the chain.</summary>
    [Params(Short, 100, 1_000)]
    public int N { get; set; }

    /// <summary>The graph alone.</summary>
    [Benchmark, BenchmarkCategory("Build")]
    public void BuildLazy() => ConsumeGraph(Chain());

    /// <summary>The chain's operations, at once.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("BuildAndEval"), AtSizes(Short)]
    public void BuildAndEvalEager()
    {
        using Tensor result = RunChain(_a, _b);
        Consume(result);
    }

    /// <summary>The graph, built and evaluated.</summary>
    [Benchmark, BenchmarkCategory("BuildAndEval"), AtSizes(Short)]
    public void BuildAndEvalLazy()
    {
        using LazyTensor result = Chain();
        Consume(result);
    }

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using Tensor a = _a.@double();
        using Tensor b = _b.@double();
        return RunChain(a, b);
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Random(Elements);
        _b = Random(Elements);
        _lazyA = LazyTensor.Input(_a);
        _lazyB = LazyTensor.Input(_b);
    }

    /// <summary>Operations that take turns and keep the numbers near 1, so that a chain of any length stays finite.</summary>
    private LazyTensor Chain()
    {
        LazyTensor value = _lazyA;
        for (int i = 0; i < N; i++)
        {
            value = (i % 4) switch
            {
                0 => value + _lazyB,
                1 => value.tanh(),
                2 => value * Factor,
                _ => value.relu(),
            };
        }

        return value;
    }

    private Tensor RunChain(Tensor a, Tensor b)
    {
        using Scalar factor = Factor;
        Tensor value = a;
        for (int i = 0; i < N; i++)
        {
            Tensor next = (i % 4) switch
            {
                0 => value + b,
                1 => value.tanh(),
                2 => value.mul(factor),
                _ => value.relu(),
            };
            if (i > 0)
            {
                value.Dispose();
            }

            value = next;
        }

        return value;
    }
}
