using PerfGate.LazyTensors.Planning;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>From claimed results to tensors: lists the nodes, plans, computes, delivers.</summary>
internal static class Executor
{
    /// <summary>Computes the outputs on the calling thread, and delivers each to its result.</summary>
    /// <param name="outputs">Nodes whose results this evaluation has claimed. Every claim is settled, whatever happens.</param>
    /// <param name="results">The claimed results, one for each output.</param>
    /// <param name="options">How to compute.</param>
    /// <param name="cancellation">Looked at before each kernel.</param>
    public static void Run(ReadOnlySpan<LazyTensor> outputs, ReadOnlySpan<Result> results, LazyOptions options, CancellationToken cancellation)
    {
        var tensors = new Tensor?[outputs.Length];
        EvaluationCounters counters = default;
        try
        {
            using Lowering lowering = Lowering.Of(outputs);
            Plan plan = PlanFor(lowering, options, Threads.One);
            using var computation = new Computation(plan, lowering);
            ComputeInOrder(plan, computation, cancellation);
            computation.Deliver(tensors);
            counters = computation.Counters;
        }
        finally
        {
            Settle(outputs, results, tensors, counters);
        }
    }

    /// <summary>The same, with independent parts on other threads of the pool where that is quicker.</summary>
    public static async Task RunAsync(LazyTensor[] outputs, Result[] results, LazyOptions options, CancellationToken cancellation)
    {
        var tensors = new Tensor?[outputs.Length];
        EvaluationCounters counters = default;
        try
        {
            using Lowering lowering = Lowering.Of(outputs);
            Plan plan = PlanFor(lowering, options, Threads.WhereItPays);
            using var computation = new Computation(plan, lowering);
            if (plan.Dependencies is not null)
            {
                await new ParallelComputation(plan, computation, cancellation).RunAsync().ConfigureAwait(false);
            }
            else
            {
                ComputeInOrder(plan, computation, cancellation);
            }

            computation.Deliver(tensors);
            counters = computation.Counters;
        }
        finally
        {
            Settle(outputs, results, tensors, counters);
        }
    }

    private static void ComputeInOrder(Plan plan, Computation computation, CancellationToken cancellation)
    {
        for (int i = 0; i < plan.Graph.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            computation.Compute(i);
        }
    }

    private static Plan PlanFor(Lowering lowering, LazyOptions options, Threads threads) => options.CachesPlans
        ? PlanCache.For(lowering, options.Passes, threads)
        : Planner.Make(lowering.ToGraph(), options.Passes, threads);

    /// <summary>Operands go after the tensors are there: whoever lists a graph meanwhile finds one or the other.</summary>
    private static void Settle(ReadOnlySpan<LazyTensor> outputs, ReadOnlySpan<Result> results, Tensor?[] tensors, EvaluationCounters counters)
    {
        for (int i = 0; i < results.Length; i++)
        {
            results[i].Settle(tensors[i], counters);
        }

        Lowering.ForgetOperands(outputs, results, tensors);
    }
}
