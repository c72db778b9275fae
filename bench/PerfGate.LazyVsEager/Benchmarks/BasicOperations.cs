using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Single operations: laziness can gain nothing here, so this is what it costs.</summary>
public class BasicOperations : BenchmarkGroup
{
    private const double Factor = 1.5;
    private const int Small = 1_024;
    private const int Large = 1_048_576;

    private Operand _a = null!;
    private Operand _b = null!;
    private Scalar _factor = null!;
    private CompiledGraph _add = null!;

    /// <summary>Elements of each operand.</summary>
    [Params(Small, Large)]
    public int N { get; set; }

    /// <summary>a + b.</summary>
    [Benchmark(Baseline = true)]
    public void AddEager()
    {
        using Tensor sum = _a.Eager + _b.Eager;
        Consume(sum);
    }

    /// <inheritdoc cref="AddEager"/>
    [Benchmark]
    public void AddLazyUnoptimized() => Add(Arms.Unoptimized);

    /// <inheritdoc cref="AddEager"/>
    [Benchmark]
    public void AddLazy() => Add(Arms.Optimized);

    /// <inheritdoc cref="AddEager"/>
    [Benchmark]
    public void AddLazyCached() => Add(Arms.Cached);

    /// <inheritdoc cref="AddEager"/>
    [Benchmark]
    public void AddLazyCompiled() => ConsumeCompiled(_add, _a.Eager, _b.Eager);

    /// <summary>a · b, elementwise.</summary>
    [Benchmark(Baseline = true)]
    public void MulEager()
    {
        using Tensor product = _a.Eager * _b.Eager;
        Consume(product);
    }

    /// <inheritdoc cref="MulEager"/>
    [Benchmark]
    public void MulLazyUnoptimized() => Mul(Arms.Unoptimized);

    /// <inheritdoc cref="MulEager"/>
    [Benchmark]
    public void MulLazy() => Mul(Arms.Optimized);

    /// <summary>a · 1.5.</summary>
    [Benchmark(Baseline = true)]
    public void MulScalarEager()
    {
        using Tensor product = _a.Eager.mul(_factor);
        Consume(product);
    }

    /// <inheritdoc cref="MulScalarEager"/>
    [Benchmark]
    public void MulScalarLazyUnoptimized() => MulScalar(Arms.Unoptimized);

    /// <inheritdoc cref="MulScalarEager"/>
    [Benchmark]
    public void MulScalarLazy() => MulScalar(Arms.Optimized);

    /// <summary>max(a, 0).</summary>
    [Benchmark(Baseline = true)]
    public void ReluEager()
    {
        using Tensor positive = _a.Eager.relu();
        Consume(positive);
    }

    /// <inheritdoc cref="ReluEager"/>
    [Benchmark]
    public void ReluLazyUnoptimized() => Relu(Arms.Unoptimized);

    /// <inheritdoc cref="ReluEager"/>
    [Benchmark]
    public void ReluLazy() => Relu(Arms.Optimized);

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(N);
        _b = Input(N);
        _factor = Number(Factor);
        _add = Compile(x => x[0] + x[1], _a, _b);
    }

    private void Add(LazyOptions arm)
    {
        using LazyTensor sum = _a.Lazy + _b.Lazy;
        Consume(sum, arm);
    }

    private void Mul(LazyOptions arm)
    {
        using LazyTensor product = _a.Lazy * _b.Lazy;
        Consume(product, arm);
    }

    private void MulScalar(LazyOptions arm)
    {
        using LazyTensor product = _a.Lazy * Factor;
        Consume(product, arm);
    }

    private void Relu(LazyOptions arm)
    {
        using LazyTensor positive = _a.Lazy.relu();
        Consume(positive, arm);
    }
}
