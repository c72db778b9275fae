using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>Several evaluations at the same time, each a product of 256×256 matrices; in the other arms one after the other.</summary>
public class AsyncInFlight : BenchmarkGroup
{
    private const int Rows = 256;

    private Operand _a = null!;
    private Operand _b = null!;

    /// <summary>Evaluations in flight.</summary>
    [Params(1, 2, 8)]
    public int N { get; set; }

    /// <summary>N products a@b.</summary>
    [Benchmark(Baseline = true)]
    public void MatMulEager()
    {
        for (int i = 0; i < N; i++)
        {
            using Tensor product = _a.Eager.matmul(_b.Eager);
            Consume(product);
        }
    }

    /// <inheritdoc cref="MatMulEager"/>
    [Benchmark]
    public void MatMulLazyCached()
    {
        for (int i = 0; i < N; i++)
        {
            using LazyTensor product = _a.Lazy.matmul(_b.Lazy);
            Consume(product, Arms.Cached);
        }
    }

    /// <inheritdoc cref="MatMulEager"/>
    [Benchmark]
    public async Task MatMulLazyAsync()
    {
        var products = new LazyTensor[N];
        var running = new Task<Tensor>[N];
        for (int i = 0; i < N; i++)
        {
            products[i] = _a.Lazy.matmul(_b.Lazy);
            running[i] = products[i].EvalAsync(Arms.Async).AsTask();
        }

        for (int i = 0; i < N; i++)
        {
            ConsumeCounted(await running[i].ConfigureAwait(false), products[i].Counters);
            products[i].Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(Rows, Rows);
        _b = Weight(Rows, Rows);
    }
}
