using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Single operations: laziness can gain nothing here, so this is what it costs.</summary>
public class BasicOperations : BenchmarkGroup
{
    private const float Factor = 1.5f;
    private const int Small = 1_024;
    private const int Large = 1_048_576;

    private Tensor _a = null!;
    private Tensor _b = null!;
    private LazyTensor _lazyA = null!;
    private LazyTensor _lazyB = null!;

    /// <summary>Elements of each operand.</summary>
    [Params(1, Small, 16_384, Large)]
    public int N { get; set; }

    /// <summary>a + b, at once.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Add")]
    public void AddEager()
    {
        using Tensor sum = _a + _b;
        Consume(sum);
    }

    /// <summary>a + b, built and evaluated.</summary>
    [Benchmark, BenchmarkCategory("Add")]
    public void AddLazy()
    {
        using LazyTensor sum = _lazyA + _lazyB;
        Consume(sum);
    }

    /// <summary>a · b, elementwise, at once.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Mul"), AtSizes(Small, Large)]
    public void MulEager()
    {
        using Tensor product = _a * _b;
        Consume(product);
    }

    /// <summary>a · b, elementwise, built and evaluated.</summary>
    [Benchmark, BenchmarkCategory("Mul"), AtSizes(Small, Large)]
    public void MulLazy()
    {
        using LazyTensor product = _lazyA * _lazyB;
        Consume(product);
    }

    /// <summary>a · 1.5, at once.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("MulScalar"), AtSizes(Small, Large)]
    public void MulScalarEager()
    {
        using Scalar factor = Factor;
        using Tensor product = _a.mul(factor);
        Consume(product);
    }

    /// <summary>a · 1.5, built and evaluated.</summary>
    [Benchmark, BenchmarkCategory("MulScalar"), AtSizes(Small, Large)]
    public void MulScalarLazy()
    {
        using LazyTensor product = _lazyA * Factor;
        Consume(product);
    }

    /// <summary>max(a, 0), at once.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("Relu"), AtSizes(Small, Large)]
    public void ReluEager()
    {
        using Tensor positive = _a.relu();
        Consume(positive);
    }

    /// <summary>max(a, 0), built and evaluated.</summary>
    [Benchmark, BenchmarkCategory("Relu"), AtSizes(Small, Large)]
    public void ReluLazy()
    {
        using LazyTensor positive = _lazyA.relu();
        Consume(positive);
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Random(N);
        _b = Random(N);
        _lazyA = LazyTensor.Input(_a);
        _lazyB = LazyTensor.Input(_b);
    }
}
