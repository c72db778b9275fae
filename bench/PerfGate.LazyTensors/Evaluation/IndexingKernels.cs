using System.Diagnostics;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Takes tensors apart and puts them together with libtorch, which looks at every place before it reads there.</summary>
internal static class IndexingKernels
{
    public static Tensor Run(in Node node, Tensor first, Tensor? second, Tensor? third) => node.Op switch
    {
        Op.Slice => Slice(node, first),

        // TorchSharp gives a single tensor back as it is, and the operand's memory may be written over while its copy is read.
        Op.Cat when second is null => first.clone(),
        Op.Cat => cat(third is null ? [first, second] : [first, second, third], node.FirstDimension),
        Op.Gather => first.gather(node.FirstDimension, second!),
        Op.Embedding => Embedding(node, first, second!),
        Op.IndexCopy => first.index_copy(node.FirstDimension, second!, third!),
        Op.Unslice => Unslice(node, first),
        Op.ScatterAdd => zeros(node.Sizes, node.DType).scatter_add_(node.FirstDimension, second!, first),
        Op.IndexAdd => IndexAdd(node, first, second!),
        _ => throw new UnreachableException($"{node.Op} takes nothing apart"),
    };

    private static Tensor Embedding(in Node node, Tensor table, Tensor places)
    {
        using Tensor flat = places.reshape(-1), rows = table.index_select(0, flat);
        return rows.reshape(node.Sizes);
    }

    private static Tensor Slice(in Node node, Tensor operand)
    {
        SliceRange range = SliceRange.Of(node);
        long end = range.Start + (node.Sizes[node.FirstDimension] * range.Step);
        return operand.slice(node.FirstDimension, range.Start, end, range.Step);
    }

    private static Tensor Unslice(in Node node, Tensor operand)
    {
        SliceRange range = SliceRange.Of(node);
        Tensor result = zeros(node.Sizes, node.DType);
        long end = range.Start + (operand.shape[node.FirstDimension] * range.Step);
        using Tensor part = result.slice(node.FirstDimension, range.Start, end, range.Step);
        part.copy_(operand);
        return result;
    }

    private static Tensor IndexAdd(in Node node, Tensor rows, Tensor places)
    {
        using Scalar one = 1;
        using Tensor flat = places.reshape(-1), matrix = rows.reshape(flat.shape[0], node.Sizes[1]);
        return zeros(node.Sizes, node.DType).index_add_(0, flat, matrix, one);
    }
}
