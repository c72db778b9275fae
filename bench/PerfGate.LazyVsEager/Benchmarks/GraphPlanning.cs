using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Passes;
using PerfGate.LazyTensors.Planning;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>What stands between a graph and its first kernel: passes, and a plan that is made or found again. Nothing is computed.</summary>
public class GraphPlanning : BenchmarkGroup
{
    private const int Elements = 1_024;
    private const int Short = 10;
    private const double Factor = 0.5;

    private Operand _a = null!;
    private Operand _b = null!;
    private Operand _misfit = null!;
    private LazyTensor _chain = null!;
    private NodeGraph _graph = null!;

    /// <summary>Operations in the chain.</summary>
    [Params(Short, 100, 1_000)]
    public int N { get; set; }

    /// <summary>The passes alone.</summary>
    [Benchmark]
    public void PassesLazy()
    {
        Pipeline.Run(_graph, Arms.Optimized.Passes);
        ConsumeChain();
    }

    /// <summary>The nodes listed, and a plan made.</summary>
    [Benchmark]
    public void PlanLazy()
    {
        using (Lowering lowering = Lowering.Of([_chain]))
        {
            Planner.Make(lowering.ToGraph(), Arms.Optimized.Passes, Threads.One);
        }

        ConsumeChain();
    }

    /// <summary>The nodes listed, and the plan found.</summary>
    [Benchmark]
    public void PlanLazyCached()
    {
        FindPlan();
        ConsumeChain();
    }

    /// <summary>The nodes listed, no plan found, and one made and kept; emptying the cache of one plan is in it.</summary>
    [Benchmark]
    public void PlanMissLazyCached()
    {
        PlanCache.Clear();
        FindPlan();
        ConsumeChain();
    }

    /// <summary>A product of shapes that do not fit, to the exception.</summary>
    [Benchmark(Baseline = true), AtSizes(Short)]
    public void ShapeErrorEager()
    {
        try
        {
            using Tensor product = _a.Eager.mm(_misfit.Eager);
        }
        catch (System.Runtime.InteropServices.ExternalException)
        {
            Consume(_a.Eager);
        }
    }

    /// <summary>The same, to an exception that names operation, shapes and line.</summary>
    [Benchmark, AtSizes(Short)]
    public void ShapeErrorLazy()
    {
        try
        {
            _a.Lazy.matmul(_misfit.Lazy);
        }
        catch (GraphException)
        {
            Consume(_a.Eager);
        }
    }

    /// <inheritdoc/>
    protected internal override Tensor? Reference(string operation)
    {
        if (operation == "ShapeError")
        {
            return null;
        }

        using Tensor a = _a.Eager.@double();
        using Tensor b = _b.Eager.@double();
        using Scalar factor = Factor;
        return ChainOfOperations.Run(a, b, factor, N);
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _a = Input(1, Elements);
        _b = Input(1, Elements);
        _misfit = Input(1, Elements);
        _chain = ChainOfOperations.Build(_a.Lazy, _b.Lazy, Factor, N);
        using Lowering lowering = Lowering.Of([_chain]);
        _graph = lowering.ToGraph();
    }

    private void FindPlan()
    {
        using Lowering lowering = Lowering.Of([_chain]);
        PlanCache.For(lowering, Arms.Cached.Passes, Threads.One);
    }

    /// <summary>Nothing came of it but a plan; what the plan is for must be right nonetheless.</summary>
    private void ConsumeChain()
    {
        if (IsObserved)
        {
            ConsumeGraph(ChainOfOperations.Build(_a.Lazy, _b.Lazy, Factor, N));
        }
    }
}
