using BenchmarkDotNet.Attributes;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>What memory gives on this machine in this run: the bound for elementwise operations.</summary>
public class MemoryBound : BenchmarkGroup
{
    private Tensor _a = null!;
    private Tensor _b = null!;
    private Tensor _target = null!;
    private Scalar _zero = null!;

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(64, 256, 1_024)]
    public int N { get; set; }

    /// <summary>One matrix read and one written, which was there before.</summary>
    [Benchmark(Baseline = true)]
    public void CopyEager()
    {
        _target.copy_(_a);
        Consume(_target);
    }

    /// <summary>Three matrices read and one written, as the chain of five operations has to; adding 0·a·b changes nothing.</summary>
    [Benchmark(Baseline = true)]
    public void ReadThreeEager()
    {
        _target.addcmul_(_a, _b, _zero);
        Consume(_target);
    }

    /// <inheritdoc/>
    protected internal override double? BytesMoved(string operation) => (operation == "Copy" ? 2.0 : 4.0) * sizeof(float) * N * N;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Random(N, N);
        _b = Random(N, N);
        _target = Random(N, N);
        _zero = Number(0);
    }
}
