using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>Writes beta·c + alpha·(a·b), or a·b, to memory that is there.</summary>
/// <param name="place">The node's place.</param>
/// <param name="isInPlace">Whether c is in that memory already.</param>
/// <param name="isOwn">Whether the shapes are such that libtorch is slower.</param>
internal sealed class ProductStep(int place, bool isInPlace, bool isOwn) : Step
{
    /// <summary>More is left to libtorch, and its threads.</summary>
    private const long MostBytes = 1 << 18;

    public override void Run(Values values)
    {
        ref readonly Node node = ref values.Graph[place];
        (int left, int right, int summand) = node.Op == Op.MatMul ? (node.First, node.Second, -1) : (node.Second, node.Third, node.First);
        (float alpha, float beta) = node.Op == Op.MatMul ? (1, 0) : ((float)node.Scalar, summand < 0 ? 0 : (float)node.Beta);
        Tensor target = values[place]!, a = values[left]!, b = values[right]!;
        if (summand >= 0 && !isInPlace)
        {
            Copy(values[summand]!, values.Graph[summand], target, node);
        }

        if (!isOwn || !OwnProducts.TryCompute(target, summand >= 0, a, b, alpha, values.Graph[left].Sizes, values.Graph[right].Sizes))
        {
            target.addmm_(a, b, beta, alpha);
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
