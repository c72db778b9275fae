using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Products of square matrices: the kernel should hide what laziness costs, and order and sums can be had for less.</summary>
public class MatrixMultiplication : BenchmarkGroup
{
    private Operand _a = null!;
    private Operand _b = null!;
    private Operand _c = null!;
    private Operand _v = null!;
    private CompiledGraph _matMul = null!;
    private CompiledGraph _matMulAdd = null!;
    private CompiledGraph _chain = null!;

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(64, 128, 256, 512)]
    public int N { get; set; }

    /// <summary>a@b.</summary>
    [Benchmark(Baseline = true)]
    public void MatMulEager()
    {
        using Tensor product = _a.Eager.matmul(_b.Eager);
        Consume(product);
    }

    /// <inheritdoc cref="MatMulEager"/>
    [Benchmark]
    public void MatMulLazyUnoptimized() => MatMul(Arms.Unoptimized);

    /// <inheritdoc cref="MatMulEager"/>
    [Benchmark]
    public void MatMulLazy() => MatMul(Arms.Optimized);

    /// <inheritdoc cref="MatMulEager"/>
    [Benchmark]
    public void MatMulLazyCached() => MatMul(Arms.Cached);

    /// <inheritdoc cref="MatMulEager"/>
    [Benchmark]
    public void MatMulLazyCompiled() => ConsumeCompiled(_matMul, _a.Eager, _b.Eager);

    /// <summary>a@b + c.</summary>
    [Benchmark(Baseline = true)]
    public void MatMulAddEager()
    {
        using Tensor product = _a.Eager.matmul(_b.Eager);
        using Tensor sum = product + _c.Eager;
        Consume(sum);
    }

    /// <inheritdoc cref="MatMulAddEager"/>
    [Benchmark]
    public void MatMulAddEagerByHand()
    {
        using Tensor sum = _c.Eager.addmm(_a.Eager, _b.Eager, 1, 1);
        Consume(sum);
    }

    /// <inheritdoc cref="MatMulAddEager"/>
    [Benchmark]
    public void MatMulAddLazy()
    {
        using LazyTensor sum = _a.Lazy.matmul(_b.Lazy) + _c.Lazy;
        Consume(sum, Arms.Optimized);
    }

    /// <inheritdoc cref="MatMulAddEager"/>
    [Benchmark]
    public void MatMulAddLazyCompiled() => ConsumeCompiled(_matMulAdd, _a.Eager, _b.Eager, _c.Eager);

    /// <summary>(a@b)@v with one column in v: from right to left it takes N times less.</summary>
    [Benchmark(Baseline = true), AtSizes(64, 256, 512)]
    public void ChainEager()
    {
        using Tensor product = _a.Eager.matmul(_b.Eager);
        using Tensor result = product.matmul(_v.Eager);
        Consume(result);
    }

    /// <inheritdoc cref="ChainEager"/>
    [Benchmark, AtSizes(64, 256, 512)]
    public void ChainEagerByHand()
    {
        using Tensor product = _b.Eager.mm(_v.Eager);
        using Tensor result = _a.Eager.mm(product);
        Consume(result);
    }

    /// <inheritdoc cref="ChainEager"/>
    [Benchmark, AtSizes(64, 256, 512)]
    public void ChainLazy()
    {
        using LazyTensor result = _a.Lazy.matmul(_b.Lazy).matmul(_v.Lazy);
        Consume(result, Arms.Optimized);
    }

    /// <inheritdoc cref="ChainEager"/>
    [Benchmark, AtSizes(64, 256, 512)]
    public void ChainLazyCompiled() => ConsumeCompiled(_chain, _a.Eager, _b.Eager, _v.Eager);

    /// <inheritdoc/>
    protected internal override double? FloatingPointOperations(string operation) => operation == "MatMul" ? 2.0 * N * N * N : null;

    /// <summary>A kernel that adds the product to c begins with c, and the chain is computed from the other end.</summary>
    protected internal override bool IsReassociated(string operation) => operation != "MatMul";

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(N, N);
        _b = Weight(N, N);
        _c = Input(N, N);
        _v = Input(N, 1);
        _matMul = Compile(x => x[0].matmul(x[1]), _a, _b);
        _matMulAdd = Compile(x => x[0].matmul(x[1]) + x[2], _a, _b, _c);
        _chain = Compile(x => x[0].matmul(x[1]).matmul(x[2]), _a, _b, _v);
    }

    private void MatMul(LazyOptions arm)
    {
        using LazyTensor product = _a.Lazy.matmul(_b.Lazy);
        Consume(product, arm);
    }
}
