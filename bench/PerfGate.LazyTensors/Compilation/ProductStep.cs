using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Writes beta·c + alpha·(a·b), or a·b, to memory that is there.</summary>
/// <param name="place">The node's place.</param>
/// <param name="isInPlace">Whether c is in that memory already.</param>
internal sealed class ProductStep(int place, bool isInPlace) : Step
{
    public override void Run(Values values)
    {
        ref readonly Node node = ref values.Graph[place];
        Tensor target = values[place]!;
        if (node.Op == Op.MatMul)
        {
            target.addmm_(values[node.First]!, values[node.Second]!, 0, 1);
        }
        else
        {
            if (node.First >= 0 && !isInPlace)
            {
                target.copy_(values[node.First]!);
            }

            target.addmm_(values[node.Second]!, values[node.Third]!, node.First < 0 ? 0 : (float)node.Beta, (float)node.Scalar);
        }

        values.Kernels++;
    }
}
