using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Has libtorch compute a node, in memory that it takes, or show its operand in another way.</summary>
/// <param name="place">The node's place.</param>
/// <param name="isReadByAddress">Whether somebody reads its elements one after the other.</param>
/// <param name="isOutput">Whether it is handed over at the end.</param>
internal sealed class TorchStep(int place, bool isReadByAddress, bool isOutput) : Step
{
    public override void Run(Values values)
    {
        ref readonly Node node = ref values.Graph[place];
        Tensor? first = values[node.First];
        Tensor result = Kernels.Run(values.Graph, node, first, values[node.Second], values[node.Third]);
        int kernels = Kernels.Count(node, first);
        values.Kernels += kernels;
        values.Bytes += kernels > 0 && !isOutput ? node.Bytes : 0;

        // Before a copy is tried, which may fail, somebody has to know of it.
        values.Put(place, result);
        if (isReadByAddress)
        {
            values.PutDense(place, result);
        }
    }
}
