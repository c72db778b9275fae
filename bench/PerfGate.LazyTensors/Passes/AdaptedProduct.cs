using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>x·(w + s·a·b): a product with a weight that a low-rank adapter changes.</summary>
/// <param name="Product">The product, […, out].</param>
/// <param name="Weight">Place of w, [in, out].</param>
/// <param name="A">Place of a, [in, rank].</param>
/// <param name="B">Place of b, [rank, out].</param>
/// <param name="Scale">s; null for 1.</param>
internal sealed record AdaptedProduct(Node Product, int Weight, int A, int B, double? Scale)
{
    /// <summary>Whether the adapter, applied by itself, takes fewer operations than adding it to the weight.</summary>
    public bool IsCheaperApart(NodeGraph graph)
    {
        (double inputs, double outputs) = (graph[Weight].Sizes[0], graph[Weight].Sizes[1]);
        double rank = graph[A].Sizes[1];
        double rows = inputs == 0 ? 0 : graph[Product.First].Elements / inputs;
        double together = (2 * inputs * rank * outputs) + (inputs * outputs * (Scale is null ? 1 : 2));
        double apart = (2 * rows * rank * (inputs + outputs)) + (rows * outputs * (Scale is null ? 1 : 2));
        return apart < together;
    }

    /// <summary>Adds x·w + s·(x·a)·b.</summary>
    /// <returns>Where the sum stands.</returns>
    public int Emit(NodeGraph graph, Rewriter rewriter)
    {
        int x = rewriter.PlaceOf(Product.First);
        int whole = rewriter.Add(ProductOf(x, rewriter.PlaceOf(Weight), Product.Sizes));
        int narrow = rewriter.Add(ProductOf(x, rewriter.PlaceOf(A), [.. Product.Sizes.AsSpan(..^1), graph[A].Sizes[1]]));
        int adapted = rewriter.Add(ProductOf(narrow, rewriter.PlaceOf(B), Product.Sizes));
        if (Scale is { } scale)
        {
            adapted = rewriter.Add(new Node(Op.MulScalar, Product.DType, Product.Sizes, adapted) { Scalar = scale });
        }

        return rewriter.Add(new Node(Op.Add, Product.DType, Product.Sizes, whole, adapted));
    }

    private Node ProductOf(int left, int right, long[] sizes) => new(Op.MatMul, Product.DType, sizes, left, right);
}
