using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Differentiation;

/// <summary>Gradients of matrix products.</summary>
internal static class ProductRules
{
    /// <param name="y">The result.</param>
    /// <param name="x">The first operand.</param>
    /// <param name="w">The second.</param>
    /// <param name="operand">By which of them; 2 for a layer's bias.</param>
    /// <param name="g">The gradient by the result.</param>
    public static LazyTensor Of(LazyTensor y, LazyTensor x, LazyTensor w, int operand, LazyTensor g)
    {
        if (y.Op == Op.Linear)
        {
            return operand == 0 ? g.reshape(Rows(y), y.Sizes[^1]).matmul(w).reshape(x.shape)
                : operand == 1 ? Flat(g).transpose(0, 1).matmul(Flat(x))
                : Flat(g).sum(0);
        }

        if (operand == 0)
        {
            return Rules.Unbroadcast(g.matmul(w.transpose(-2, -1)), x.Sizes);
        }

        // A batch that reads one matrix is one product with all its rows.
        return w.Sizes.Length == 2
            ? Flat(x).transpose(0, 1).matmul(Flat(g))
            : Rules.Unbroadcast(x.transpose(-2, -1).matmul(g), w.Sizes);
    }

    private static LazyTensor Flat(LazyTensor x) => x.Sizes.Length == 2 ? x : x.reshape(Rows(x), x.Sizes[^1]);

    private static long Rows(LazyTensor x) => Shape.Elements(x.Sizes.AsSpan(..^1));
}
