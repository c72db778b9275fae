using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>A product, two elementwise operations and a reduction: what folding scalars into the product's kernel brings.</summary>
public class ComplexGraph : BenchmarkGroup
{
    private const double Factor = 2;

    private Operand _a = null!;
    private Operand _b = null!;
    private Operand _c = null!;
    private Scalar _factor = null!;
    private CompiledGraph _compiled = null!;

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(64, 128, 256, 512)]
    public int N { get; set; }

    /// <summary>softmax((a@b + c)·2).</summary>
    [Benchmark(Baseline = true)]
    public void ScaledSoftmaxEager()
    {
        using Tensor product = _a.Eager.matmul(_b.Eager);
        using Tensor sum = product + _c.Eager;
        using Tensor scaled = sum.mul(_factor);
        using Tensor result = scaled.softmax(-1);
        Consume(result);
    }

    /// <inheritdoc cref="ScaledSoftmaxEager"/>
    [Benchmark]
    public void ScaledSoftmaxEagerByHand()
    {
        using Tensor scaled = _c.Eager.addmm(_a.Eager, _b.Eager, (float)Factor, (float)Factor);
        using Tensor result = scaled.softmax(-1);
        Consume(result);
    }

    /// <inheritdoc cref="ScaledSoftmaxEager"/>
    [Benchmark]
    public void ScaledSoftmaxLazyUnoptimized() => ScaledSoftmax(Arms.Unoptimized);

    /// <inheritdoc cref="ScaledSoftmaxEager"/>
    [Benchmark]
    public void ScaledSoftmaxLazy() => ScaledSoftmax(Arms.Optimized);

    /// <inheritdoc cref="ScaledSoftmaxEager"/>
    [Benchmark]
    public void ScaledSoftmaxLazyCached() => ScaledSoftmax(Arms.Cached);

    /// <inheritdoc cref="ScaledSoftmaxEager"/>
    [Benchmark, AtSizes(256, 512)]
    public Task ScaledSoftmaxLazyAsync() => ScaledSoftmaxAsync();

    /// <inheritdoc cref="ScaledSoftmaxEager"/>
    [Benchmark]
    public void ScaledSoftmaxLazyCompiled() => ConsumeCompiled(_compiled, _a.Eager, _b.Eager, _c.Eager);

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor product = _a.Eager.@double().matmul(_b.Eager.@double());
        Tensor c = _c.Eager.@double();
        return (product + c).mul(Factor).softmax(-1).MoveToOuterDisposeScope();
    }

    /// <summary>A kernel that adds the product to c begins with c, and scales before it adds.</summary>
    protected internal override bool IsReassociated(string operation) => true;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(N, N);
        _b = Weight(N, N);
        _c = Input(N, N);
        _factor = Number(Factor);
        _compiled = Compile(x => Build(x[0], x[1], x[2]), _a, _b, _c);
    }

    private LazyTensor Build() => Build(_a.Lazy, _b.Lazy, _c.Lazy);

    private static LazyTensor Build(LazyTensor a, LazyTensor b, LazyTensor c) => ((a.matmul(b) + c) * Factor).softmax(-1);

    private void ScaledSoftmax(LazyOptions arm)
    {
        using LazyTensor result = Build();
        Consume(result, arm);
    }

    private async Task ScaledSoftmaxAsync()
    {
        using LazyTensor result = Build();
        await ConsumeAsync(result).ConfigureAwait(false);
    }
}
