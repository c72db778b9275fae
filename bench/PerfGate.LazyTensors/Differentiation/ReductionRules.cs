using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Differentiation;

/// <summary>Gradients of sums, largest elements and softmax.</summary>
internal static class ReductionRules
{
    /// <param name="y">The result.</param>
    /// <param name="x">The operand.</param>
    /// <param name="g">The gradient by the result.</param>
    public static LazyTensor Of(LazyTensor y, LazyTensor x, LazyTensor g)
    {
        int dimension = y.FirstDimension;
        return y.Op switch
        {
            Op.Sum => Spread(g, x, dimension),
            Op.Mean => Spread(g / Count(x, dimension), x, dimension),
            Op.Max => Largest(y, x, g, dimension),
            Op.Softmax => y * (g - (g * y).sum(dimension, keepdim: true)),
            Op.LogSoftmax => g - (y.exp() * g.sum(dimension, keepdim: true)),
            _ => throw GraphException.At("grad", $"{y} has no gradient"),
        };
    }

    /// <summary>Equal ones share it evenly, as in eager.</summary>
    private static LazyTensor Largest(LazyTensor y, LazyTensor x, LazyTensor g, int dimension)
    {
        LazyTensor are = x.eq(Kept(y, x, dimension)).to(x.dtype);
        LazyTensor count = dimension == Shape.AllDimensions ? are.sum() : are.sum(dimension, keepdim: true);
        return are * (Kept(g, x, dimension) / count);
    }

    private static LazyTensor Spread(LazyTensor g, LazyTensor x, int dimension) => Kept(g, x, dimension).broadcast_to(x.shape);

    /// <summary>With the reduced dimension in its place.</summary>
    private static LazyTensor Kept(LazyTensor reduced, LazyTensor x, int dimension) =>
        dimension == Shape.AllDimensions || x.Sizes.Length == 0 ? reduced.reshape() : reduced.reshape(Shape.Reduce(x.Sizes, dimension, keepDimension: true));

    private static double Count(LazyTensor x, int dimension) =>
        dimension == Shape.AllDimensions ? Shape.Elements(x.Sizes) : x.Sizes.Length == 0 ? 1 : x.Sizes[dimension];
}
