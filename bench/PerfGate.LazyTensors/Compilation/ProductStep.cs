using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Writes beta·c + alpha·(a·b), or a·b, to memory that is there.</summary>
/// <param name="place">The node's place.</param>
/// <param name="isInPlace">Whether c is in that memory already.</param>
internal sealed class ProductStep(int place, bool isInPlace) : Step
{
    /// <summary>More is left to libtorch, and its threads.</summary>
    private const long MostBytes = 1 << 18;

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
                Copy(values[node.First]!, values.Graph[node.First], target, node);
            }

            target.addmm_(values[node.Second]!, values[node.Third]!, node.First < 0 ? 0 : (float)node.Beta, (float)node.Scalar);
        }

        values.Kernels++;
    }

    /// <summary>libtorch needs most of a microsecond to find out that there is nothing but bytes to copy.</summary>
    private static unsafe void Copy(Tensor summand, in Node like, Tensor target, in Node node)
    {
        bool isPlain = like.Sizes.AsSpan().SequenceEqual(node.Sizes) && node.Bytes <= MostBytes
            && Native.IsContiguous(summand) && !Native.IsNegated(summand);
        if (isPlain)
        {
            Buffer.MemoryCopy((void*)Native.Address(summand), (void*)Native.Address(target), node.Bytes, node.Bytes);
        }
        else
        {
            target.copy_(summand);
        }
    }
}
