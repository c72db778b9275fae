using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>What it costs to keep the caller's thread free: the same graph evaluated on it, and on the thread pool.</summary>
public class AsyncExecution : BenchmarkGroup
{
    private const int Elements = 1_024;
    private const int Rows = 256;

    private Operand _a = null!;
    private Operand _b = null!;
    private Operand _left = null!;
    private Operand _right = null!;
    private LazyTensor _ready = null!;

    /// <summary>A product of 256×256 matrices.</summary>
    [Benchmark(Baseline = true)]
    public void MatMulEager()
    {
        using Tensor product = _left.Eager.matmul(_right.Eager);
        Consume(product);
    }

    /// <inheritdoc cref="MatMulEager"/>
    [Benchmark]
    public void MatMulLazy() => MatMul(Arms.Optimized);

    /// <inheritdoc cref="MatMulEager"/>
    [Benchmark]
    public void MatMulLazyCached() => MatMul(Arms.Cached);

    /// <inheritdoc cref="MatMulEager"/>
    [Benchmark]
    public async Task MatMulLazyAsync()
    {
        using LazyTensor product = _left.Lazy.matmul(_right.Lazy);
        await ConsumeAsync(product).ConfigureAwait(false);
    }

    /// <summary>a + b of 1 024 numbers that was evaluated before, asked for again.</summary>
    [Benchmark]
    public void ReadyLazy() => Consume(_ready, Arms.Optimized);

    /// <inheritdoc cref="ReadyLazy"/>
    [Benchmark]
    public Task ReadyLazyAsync() => ConsumeAsync(_ready);

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        if (operation == "MatMul")
        {
            return null;
        }

        using Tensor a = _a.Eager.@double();
        using Tensor b = _b.Eager.@double();
        return a + b;
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(Elements);
        _b = Input(Elements);
        _left = Input(Rows, Rows);
        _right = Weight(Rows, Rows);
        _ready = Own(_a.Lazy + _b.Lazy);
        _ready.Eval(Arms.Cached);
    }

    private void MatMul(LazyOptions arm)
    {
        using LazyTensor product = _left.Lazy.matmul(_right.Lazy);
        Consume(product, arm);
    }
}
