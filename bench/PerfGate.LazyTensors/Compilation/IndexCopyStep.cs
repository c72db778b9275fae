using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Writes a value with other elements in some places to memory that is there.</summary>
/// <param name="place">The node's place.</param>
/// <param name="isInPlace">Whether the value is in that memory already.</param>
internal sealed class IndexCopyStep(int place, bool isInPlace) : Step
{
    public override void Run(Values values)
    {
        ref readonly Node node = ref values.Graph[place];
        Tensor target = values[place]!;
        if (!isInPlace)
        {
            target.copy_(values[node.First]!);
        }

        target.index_copy_(node.FirstDimension, values[node.Second]!, values[node.Third]!);
        values.Kernels++;
    }
}
