using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Computes a node row by row.</summary>
/// <param name="place">The node's place.</param>
internal sealed class RowStep(int place) : Step
{
    public override void Run(Values values)
    {
        ref readonly Node node = ref values.Graph[place];
        RowKernel.Run(node, values.Address(node.First), values.Address(node.Second), values.Address(node.Third), values.Address(place));
        values.Kernels++;
    }
}
