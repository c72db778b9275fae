using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Work that need not be done: the same part written twice, and a part that nobody reads.</summary>
public class ComplexGraphSharing : BenchmarkGroup
{
    private Operand _a = null!;
    private Operand _b = null!;
    private Operand _c = null!;

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(64, 256, 512)]
    public int N { get; set; }

    /// <summary>softmax(a@b)·c + softmax(a@b).</summary>
    [Benchmark(Baseline = true)]
    public void RepeatedEager()
    {
        using Tensor product = _a.Eager.matmul(_b.Eager);
        using Tensor weights = product.softmax(-1);
        using Tensor weighted = weights * _c.Eager;
        using Tensor productAgain = _a.Eager.matmul(_b.Eager);
        using Tensor weightsAgain = productAgain.softmax(-1);
        using Tensor result = weighted + weightsAgain;
        Consume(result);
    }

    /// <inheritdoc cref="RepeatedEager"/>
    [Benchmark]
    public void RepeatedLazyUnoptimized() => Repeated(Arms.Unoptimized);

    /// <inheritdoc cref="RepeatedEager"/>
    [Benchmark]
    public void RepeatedLazy() => Repeated(Arms.Optimized);

    /// <summary>a + c, and gelu(a@b), which nobody reads.</summary>
    [Benchmark(Baseline = true)]
    public void DeadBranchEager()
    {
        using Tensor product = _a.Eager.matmul(_b.Eager);
        using Tensor unread = product.gelu();
        using Tensor result = _a.Eager + _c.Eager;
        Consume(result);
    }

    /// <inheritdoc cref="DeadBranchEager"/>
    [Benchmark]
    public void DeadBranchLazyUnoptimized() => DeadBranch(Arms.Unoptimized);

    /// <inheritdoc cref="DeadBranchEager"/>
    [Benchmark]
    public void DeadBranchLazy() => DeadBranch(Arms.Optimized);

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = _a.Eager.@double();
        Tensor c = _c.Eager.@double();
        Tensor weights = a.matmul(_b.Eager.@double()).softmax(-1);
        return (operation == "Repeated" ? (weights * c) + weights : a + c).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(N, N);
        _b = Weight(N, N);
        _c = Input(N, N);
    }

    private LazyTensor Weights() => _a.Lazy.matmul(_b.Lazy).softmax(-1);

    private void Repeated(LazyOptions arm)
    {
        using LazyTensor result = (Weights() * _c.Lazy) + Weights();
        Consume(result, arm);
    }

    private void DeadBranch(LazyOptions arm)
    {
        using LazyTensor unread = _a.Lazy.matmul(_b.Lazy).gelu();
        using LazyTensor result = _a.Lazy + _c.Lazy;
        Consume(result, arm);
    }
}
