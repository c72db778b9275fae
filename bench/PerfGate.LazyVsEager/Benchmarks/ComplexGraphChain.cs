using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Five elementwise operations in a row, relu(((a + b)·c − a)·2): eager reads and writes memory five times.</summary>
public class ComplexGraphChain : BenchmarkGroup
{
    private const double Factor = 2;

    private Operand _a = null!;
    private Operand _b = null!;
    private Operand _c = null!;
    private Scalar _factor = null!;
    private CompiledGraph _compiled = null!;

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(64, 256, 1_024)]
    public int N { get; set; }

    /// <summary>relu(((a + b)·c − a)·2).</summary>
    [Benchmark(Baseline = true)]
    public void ChainEager()
    {
        using Tensor sum = _a.Eager + _b.Eager;
        using Tensor product = sum * _c.Eager;
        using Tensor difference = product - _a.Eager;
        using Tensor scaled = difference.mul(_factor);
        using Tensor result = scaled.relu();
        Consume(result);
    }

    /// <summary>The same, in place from the second operation on.</summary>
    [Benchmark]
    public void ChainEagerByHand()
    {
        using Tensor result = _a.Eager + _b.Eager;
        result.mul_(_c.Eager);
        result.sub_(_a.Eager);
        result.mul_(_factor);
        result.relu_();
        Consume(result);
    }

    /// <inheritdoc cref="ChainEager"/>
    [Benchmark]
    public void ChainLazyUnoptimized() => Chain(Arms.Unoptimized);

    /// <inheritdoc cref="ChainEager"/>
    [Benchmark]
    public void ChainLazy() => Chain(Arms.Optimized);

    /// <inheritdoc cref="ChainEager"/>
    [Benchmark]
    public void ChainLazyCached() => Chain(Arms.Cached);

    /// <inheritdoc cref="ChainEager"/>
    [Benchmark, AtSizes(256, 1_024)]
    public Task ChainLazyAsync() => ChainAsync();

    /// <inheritdoc cref="ChainEager"/>
    [Benchmark]
    public void ChainLazyCompiled() => ConsumeCompiled(_compiled, _a.Eager, _b.Eager, _c.Eager);

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = _a.Eager.@double();
        return ((((a + _b.Eager.@double()) * _c.Eager.@double()) - a) * Factor).relu().MoveToOuterDisposeScope();
    }

    /// <summary>The inputs and the result.</summary>
    protected internal override double? BytesMoved(string operation) => 4.0 * sizeof(float) * N * N;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(N, N);
        _b = Input(N, N);
        _c = Input(N, N);
        _factor = Number(Factor);
        _compiled = Compile(x => Build(x[0], x[1], x[2]), _a, _b, _c);
    }

    private LazyTensor Build() => Build(_a.Lazy, _b.Lazy, _c.Lazy);

    private static LazyTensor Build(LazyTensor a, LazyTensor b, LazyTensor c) => ((((a + b) * c) - a) * Factor).relu();

    private void Chain(LazyOptions arm)
    {
        using LazyTensor result = Build();
        Consume(result, arm);
    }

    private async Task ChainAsync()
    {
        using LazyTensor result = Build();
        await ConsumeAsync(result).ConfigureAwait(false);
    }
}
