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

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(64, 128, 256, 512)]
    public int N { get; set; }

    /// <summary>softmax(a@b + c·2).</summary>
    [Benchmark(Baseline = true)]
    public void SoftmaxEager()
    {
        using Tensor product = _a.Eager.matmul(_b.Eager);
        using Tensor scaled = _c.Eager.mul(_factor);
        using Tensor sum = product + scaled;
        using Tensor result = sum.softmax(-1);
        Consume(result);
    }

    /// <inheritdoc cref="SoftmaxEager"/>
    [Benchmark]
    public void SoftmaxEagerByHand()
    {
        using Tensor sum = _c.Eager.addmm(_a.Eager, _b.Eager, (float)Factor, 1);
        using Tensor result = sum.softmax(-1);
        Consume(result);
    }

    /// <inheritdoc cref="SoftmaxEager"/>
    [Benchmark]
    public void SoftmaxLazyUnoptimized() => Softmax(Arms.Unoptimized);

    /// <inheritdoc cref="SoftmaxEager"/>
    [Benchmark]
    public void SoftmaxLazy() => Softmax(Arms.Optimized);

    /// <inheritdoc cref="SoftmaxEager"/>
    [Benchmark]
    public void SoftmaxLazyCached() => Softmax(Arms.Cached);

    /// <inheritdoc cref="SoftmaxEager"/>
    [Benchmark]
    public Task SoftmaxLazyAsync() => SoftmaxAsync();

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
    [Benchmark]
    public Task ScaledSoftmaxLazyAsync() => ScaledSoftmaxAsync();

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor product = _a.Eager.@double().matmul(_b.Eager.@double());
        Tensor c = _c.Eager.@double();
        Tensor logits = operation == "Softmax" ? product + c.mul(Factor) : (product + c).mul(Factor);
        return logits.softmax(-1).MoveToOuterDisposeScope();
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
    }

    private LazyTensor BuildSoftmax() => (_a.Lazy.matmul(_b.Lazy) + (_c.Lazy * Factor)).softmax(-1);

    private LazyTensor BuildScaledSoftmax() => ((_a.Lazy.matmul(_b.Lazy) + _c.Lazy) * Factor).softmax(-1);

    private void Softmax(LazyOptions arm)
    {
        using LazyTensor result = BuildSoftmax();
        Consume(result, arm);
    }

    private async Task SoftmaxAsync()
    {
        using LazyTensor result = BuildSoftmax();
        await ConsumeAsync(result).ConfigureAwait(false);
    }

    private void ScaledSoftmax(LazyOptions arm)
    {
        using LazyTensor result = BuildScaledSoftmax();
        Consume(result, arm);
    }

    private async Task ScaledSoftmaxAsync()
    {
        using LazyTensor result = BuildScaledSoftmax();
        await ConsumeAsync(result).ConfigureAwait(false);
    }
}
