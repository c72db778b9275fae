using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>One product of square matrices: the kernel should hide what laziness costs.</summary>
public class MatrixMultiplication : BenchmarkGroup
{
    private Tensor _a = null!;
    private Tensor _b = null!;
    private LazyTensor _lazyA = null!;
    private LazyTensor _lazyB = null!;

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(64, 128, 256)]
    public int N { get; set; }

    /// <summary>a@b, at once.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("MatMul")]
    public void MatMulEager()
    {
        using Tensor product = _a.matmul(_b);
        Consume(product);
    }

    /// <summary>a@b, built and evaluated.</summary>
    [Benchmark, BenchmarkCategory("MatMul")]
    public void MatMulLazy()
    {
        using LazyTensor product = _lazyA.matmul(_lazyB);
        Consume(product);
    }

    /// <inheritdoc/>
    protected internal override double? FloatingPointOperations(string operation) => 2.0 * N * N * N;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Random(N, N);
        _b = Random(N, N);
        _lazyA = LazyTensor.Input(_a);
        _lazyB = LazyTensor.Input(_b);
    }
}
