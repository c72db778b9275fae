using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>(a@b) + (c@d): two branches, of which each can have a thread.</summary>
public class AsyncBranches : BenchmarkGroup
{
    private Operand _a = null!;
    private Operand _b = null!;
    private Operand _c = null!;
    private Operand _d = null!;

    /// <summary>Rows and columns of each matrix.</summary>
    [Params(256, 512)]
    public int N { get; set; }

    /// <summary>(a@b) + (c@d).</summary>
    [Benchmark(Baseline = true)]
    public void BranchesEager()
    {
        using Tensor left = _a.Eager.matmul(_b.Eager);
        using Tensor right = _c.Eager.matmul(_d.Eager);
        using Tensor sum = left + right;
        Consume(sum);
    }

    /// <inheritdoc cref="BranchesEager"/>
    [Benchmark]
    public void BranchesLazy()
    {
        using LazyTensor sum = Build();
        Consume(sum, Arms.Optimized);
    }

    /// <inheritdoc cref="BranchesEager"/>
    [Benchmark]
    public async Task BranchesLazyAsync()
    {
        using LazyTensor sum = Build();
        await ConsumeAsync(sum).ConfigureAwait(false);
    }

    /// <summary>A kernel that adds one product to the other begins with the latter.</summary>
    protected internal override bool IsReassociated(string operation) => true;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(N, N);
        _b = Weight(N, N);
        _c = Input(N, N);
        _d = Weight(N, N);
    }

    private LazyTensor Build() => _a.Lazy.matmul(_b.Lazy) + _c.Lazy.matmul(_d.Lazy);
}
