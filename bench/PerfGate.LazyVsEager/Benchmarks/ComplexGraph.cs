using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>softmax(a@b + c·2): a product, two elementwise operations and a reduction.</summary>
public class ComplexGraph : BenchmarkGroup
{
    private const double Factor = 2;

    private Tensor _a = null!;
    private Tensor _b = null!;
    private Tensor _c = null!;
    private LazyTensor _lazyA = null!;
    private LazyTensor _lazyB = null!;
    private LazyTensor _lazyC = null!;

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(64, 128, 256)]
    public int N { get; set; }

    /// <summary>softmax(a@b + c·2), operation by operation.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Softmax")]
    public void SoftmaxEager()
    {
        using Tensor product = _a.matmul(_b);
        using Scalar factor = Factor;
        using Tensor scaled = _c.mul(factor);
        using Tensor sum = product + scaled;
        using Tensor result = sum.softmax(-1);
        Consume(result);
    }

    /// <summary>softmax(a@b + c·2), built and evaluated.</summary>
    [Benchmark, BenchmarkCategory("Softmax")]
    public void SoftmaxLazy()
    {
        using LazyTensor result = (_lazyA.matmul(_lazyB) + (_lazyC * Factor)).softmax(-1);
        Consume(result);
    }

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = _a.@double().matmul(_b.@double()) + _c.@double().mul(Factor);
        return sum.softmax(-1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Random(N, N);
        _b = Random(N, N);
        _c = Random(N, N);
        _lazyA = LazyTensor.Input(_a);
        _lazyB = LazyTensor.Input(_b);
        _lazyC = LazyTensor.Input(_c);
    }
}
