using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>What it costs to keep the caller's thread free: the same graph evaluated on it, and on the thread pool.</summary>
public class AsyncExecution : BenchmarkGroup
{
    private const int Elements = 1_024;
    private const int Rows = 256;

    private Tensor _a = null!;
    private Tensor _b = null!;
    private Tensor _left = null!;
    private Tensor _right = null!;
    private LazyTensor _lazyA = null!;
    private LazyTensor _lazyB = null!;
    private LazyTensor _lazyLeft = null!;
    private LazyTensor _lazyRight = null!;

    /// <summary>a + b of 1 024 numbers, at once.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Add")]
    public void AddEager()
    {
        using Tensor sum = _a + _b;
        Consume(sum);
    }

    /// <summary>a + b of 1 024 numbers, evaluated on the caller's thread.</summary>
    [Benchmark, BenchmarkCategory("Add")]
    public void AddLazy()
    {
        using LazyTensor sum = _lazyA + _lazyB;
        Consume(sum);
    }

    /// <summary>a + b of 1 024 numbers, evaluated on the thread pool and awaited.</summary>
    [Benchmark, BenchmarkCategory("Add")]
    public async Task AddLazyAsync()
    {
        using LazyTensor sum = _lazyA + _lazyB;
        await ConsumeAsync(sum).ConfigureAwait(false);
    }

    /// <summary>A product of 256×256 matrices, at once.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("MatMul")]
    public void MatMulEager()
    {
        using Tensor product = _left.matmul(_right);
        Consume(product);
    }

    /// <summary>A product of 256×256 matrices, evaluated on the caller's thread.</summary>
    [Benchmark, BenchmarkCategory("MatMul")]
    public void MatMulLazy()
    {
        using LazyTensor product = _lazyLeft.matmul(_lazyRight);
        Consume(product);
    }

    /// <summary>A product of 256×256 matrices, evaluated on the thread pool and awaited.</summary>
    [Benchmark, BenchmarkCategory("MatMul")]
    public async Task MatMulLazyAsync()
    {
        using LazyTensor product = _lazyLeft.matmul(_lazyRight);
        await ConsumeAsync(product).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Random(Elements);
        _b = Random(Elements);
        _left = Random(Rows, Rows);
        _right = Random(Rows, Rows);
        _lazyA = LazyTensor.Input(_a);
        _lazyB = LazyTensor.Input(_b);
        _lazyLeft = LazyTensor.Input(_left);
        _lazyRight = LazyTensor.Input(_right);
    }
}
