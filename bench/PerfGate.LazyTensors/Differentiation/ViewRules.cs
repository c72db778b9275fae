using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Differentiation;

/// <summary>Gradients of what takes tensors apart and puts them together.</summary>
internal static class ViewRules
{
    /// <param name="y">The result.</param>
    /// <param name="operands">Its operands.</param>
    /// <param name="operand">By which of them.</param>
    /// <param name="g">The gradient by the result.</param>
    public static LazyTensor Of(LazyTensor y, LazyTensor?[] operands, int operand, LazyTensor g)
    {
        LazyTensor x = operands[0]!;
        int dimension = y.FirstDimension;
        return y.Op switch
        {
            Op.Transpose => g.transpose(dimension, y.SecondDimension),
            Op.Reshape => g.reshape(x.shape),
            Op.Broadcast => Rules.Unbroadcast(g, x.Sizes),
            Op.Slice => g.Unslice(x.Sizes, dimension, y.Scalar),
            Op.Unslice => Sliced(y, x, g),
            Op.Cat => Part(operands, operand, dimension, g),
            Op.Gather => g.ScatterAdd(x.Sizes, dimension, operands[1]!),
            Op.ScatterAdd => g.gather(dimension, operands[1]!),
            Op.Embedding => g.IndexAdd(x.Sizes, operands[1]!),
            Op.IndexAdd => LazyTensor.embedding(operands[1]!, g).reshape(x.shape),
            _ => throw GraphException.At("grad", $"{y} has no gradient"),
        };
    }

    private static LazyTensor Sliced(LazyTensor y, LazyTensor x, LazyTensor g)
    {
        SliceRange range = SliceRange.Of(y.Scalar);
        return g.slice(y.FirstDimension, range.Start, range.Start + (x.Sizes[y.FirstDimension] * range.Step), range.Step);
    }

    private static LazyTensor Part(LazyTensor?[] operands, int operand, int dimension, LazyTensor g)
    {
        long start = 0;
        for (int i = 0; i < operand; i++)
        {
            start += operands[i]!.Sizes[dimension];
        }

        return g.slice(dimension, start, start + operands[operand]!.Sizes[dimension]);
    }
}
