using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Runs a plan, kernel by kernel, on the calling thread.</summary>
internal static class Executor
{
    /// <summary>Computes the outputs and delivers each to its result.</summary>
    /// <param name="outputs">Nodes whose results this evaluation has claimed. Every claim is settled, whatever happens.</param>
    /// <param name="results">The claimed results, one for each output.</param>
    /// <param name="cancellation">Looked at before each kernel.</param>
    public static void Run(ReadOnlySpan<LazyTensor> outputs, ReadOnlySpan<Result> results, CancellationToken cancellation)
    {
        var computed = new Tensor?[outputs.Length];
        EvaluationCounters counters = default;
        try
        {
            using var plan = new Plan(outputs);
            counters = Compute(plan, outputs, computed, cancellation);
        }
        finally
        {
            for (int i = 0; i < results.Length; i++)
            {
                results[i].Settle(computed[i], counters);
            }
        }
    }

    private static EvaluationCounters Compute(Plan plan, ReadOnlySpan<LazyTensor> outputs, Tensor?[] computed, CancellationToken cancellation)
    {
        var values = new Tensor?[plan.Length];
        int[] readers = new int[plan.Length];
        int kernels = 0;
        try
        {
            for (int i = 0; i < plan.Length; i++)
            {
                readers[i] = plan.Readers(i);
                values[i] = plan.Leaf(i);
                if (values[i] is not null)
                {
                    continue;
                }

                cancellation.ThrowIfCancellationRequested();
                Step step = plan[i];
                Tensor? first = Value(values, step.First);
                values[i] = Kernels.Run(step.Node, first, Value(values, step.Second), Value(values, step.Third));
                kernels += Kernels.Count(step.Node, first);
                Release(plan, values, readers, step.First);
                Release(plan, values, readers, step.Second);
                Release(plan, values, readers, step.Third);
            }

            Deliver(plan, outputs, values, computed);
            return new EvaluationCounters(plan.GraphNodes, kernels);
        }
        finally
        {
            for (int i = 0; i < values.Length; i++)
            {
                DisposeComputed(plan, values, i);
            }
        }
    }

    private static Tensor? Value(Tensor?[] values, int step) => step < 0 ? null : values[step];

    private static void Release(Plan plan, Tensor?[] values, int[] readers, int step)
    {
        if (step >= 0 && --readers[step] == 0)
        {
            DisposeComputed(plan, values, step);
        }
    }

    private static void DisposeComputed(Plan plan, Tensor?[] values, int step)
    {
        if (plan.Leaf(step) is null)
        {
            values[step]?.Dispose();
            values[step] = null;
        }
    }

    /// <summary>Hands the tensors over. Outputs that compute the same get a handle each on one memory.</summary>
    private static void Deliver(Plan plan, ReadOnlySpan<LazyTensor> outputs, Tensor?[] values, Tensor?[] computed)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            int step = plan.StepOf(outputs[i]);
            Tensor tensor = values[step] ?? Twin(plan, outputs[..i], computed, step).alias();
            values[step] = null;

            // The result belongs to the node, not to a dispose scope that happens to be open on this thread.
            computed[i] = tensor.DetachFromDisposeScope();
        }
    }

    private static Tensor Twin(Plan plan, ReadOnlySpan<LazyTensor> delivered, Tensor?[] computed, int step)
    {
        int twin = 0;
        while (plan.StepOf(delivered[twin]) != step)
        {
            twin++;
        }

        return computed[twin]!;
    }
}
