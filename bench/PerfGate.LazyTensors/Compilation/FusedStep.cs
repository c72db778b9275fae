using PerfGate.LazyTensors.Fusion;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Runs a fused kernel.</summary>
/// <param name="group">The kernel, and what it reads.</param>
/// <param name="results">Places of its results, in order.</param>
internal sealed class FusedStep(FusedGroup group, int[] results) : Step
{
    private readonly FusedKernel _kernel = group.Kernel;

    public override void Run(Values values)
    {
        Span<nint> inputs = stackalloc nint[group.Operands.Length], outputs = stackalloc nint[results.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = values.Address(group.Operands[i]);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = values.Address(results[i]);
        }

        _kernel.Run(inputs, group.RowStrides, outputs, group.Scalars, group.Rows, group.Columns);
        values.Kernels++;
    }
}
