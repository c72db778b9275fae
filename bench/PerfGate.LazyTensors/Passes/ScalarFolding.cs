using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Passes;

/// <summary>
/// Makes products, what they are multiplied by and what is added to them one kernel: beta·c + alpha·(a·b). Factors that are zero or
/// not finite stay apart, as a kernel takes 0 for "leave out", and 0·NaN is not 0; so do very large and very small ones, whose products may overflow.
/// TorchSharp hands alpha and beta over as Float32: a Float64 factor that has more digits stays apart as well.
/// </summary>
internal sealed class ScalarFolding : IPass
{
    private const double Largest = 1L << 30;
    private static readonly OpSet Foldable = new(Op.Add, Op.Sub, Op.MulScalar, Op.DivScalar, Op.Neg);

    public Pass Switch => Pass.ScalarFolding;

    public NodeGraph Apply(NodeGraph graph)
    {
        if (!graph.Ops.Contains(Op.MatMul) || !graph.Ops.Overlaps(Foldable))
        {
            return graph;
        }

        var rewriter = new Rewriter(graph);
        int[] readers = graph.CountReaders();
        bool isAny = false;
        for (int i = 0; i < graph.Length; i++)
        {
            Node? folded = Fold(graph, rewriter, readers, i);
            isAny |= folded is not null;
            _ = folded is { } node ? rewriter.Replace(i, rewriter.Add(node)) : rewriter.Keep(i);
        }

        return isAny ? rewriter.Build() : graph;
    }

    private static Node? Fold(NodeGraph graph, Rewriter rewriter, int[] readers, int place)
    {
        ref readonly Node node = ref graph[place];
        return node.Op switch
        {
            Op.MatMul => WithFactors(rewriter, readers, node),
            Op.MulScalar => Scaled(rewriter, readers, node, node.Scalar),
            Op.DivScalar => Scaled(rewriter, readers, node, 1 / node.Scalar),
            Op.Neg => Scaled(rewriter, readers, node, -1),
            Op.Add => Sum(graph, rewriter, readers, node, node.Second, node.First, 1, 1) ?? Sum(graph, rewriter, readers, node, node.First, node.Second, 1, 1),
            Op.Sub => Sum(graph, rewriter, readers, node, node.Second, node.First, -1, 1) ?? Sum(graph, rewriter, readers, node, node.First, node.Second, 1, -1),
            _ => null,
        };
    }

    /// <summary>(s·a)·(t·b) is s·t·(a·b).</summary>
    private static Node? WithFactors(Rewriter rewriter, int[] readers, in Node product)
    {
        if (product.Sizes.Length != 2)
        {
            return null;
        }

        (int a, double s) = Unscaled(rewriter, readers, product.First);
        (int b, double t) = Unscaled(rewriter, readers, product.Second);
        return IsFoldable(s * t, product.DType) && s * t != 1 ? Product(product, -1, a, b, s * t, 0) : null;
    }

    /// <summary>s·(beta·c + alpha·(a·b)) has a beta and an alpha of its own.</summary>
    private static Node? Scaled(Rewriter rewriter, int[] readers, in Node node, double scale)
    {
        if (ProductAt(rewriter, readers, node.First) is not { } product || !IsFoldable(scale, node.DType))
        {
            return null;
        }

        (double alpha, double beta) = (product.Scalar * scale, product.Beta * scale);
        return IsFoldable(alpha, node.DType) && (product.First < 0 || IsFoldable(beta, node.DType)) ? product with { Scalar = alpha, Beta = beta } : null;
    }

    /// <summary>The sum of a product and a value that broadcasts to it.</summary>
    private static Node? Sum(NodeGraph graph, Rewriter rewriter, int[] readers, in Node sum, int product, int other, double sign, double otherSign)
    {
        bool fits = graph[product].DType == graph[other].DType && sum.Sizes.AsSpan().SequenceEqual(graph[product].Sizes);
        if (!fits || ProductAt(rewriter, readers, product) is not { First: < 0 } folded)
        {
            return null;
        }

        (int summand, double beta) = Unscaled(rewriter, readers, other);
        return Product(sum, summand, folded.Second, folded.Third, sign * folded.Scalar, otherSign * beta);
    }

    /// <summary>The product that stands there for its one reader, as the one kernel; null where there is none.</summary>
    private static Node? ProductAt(Rewriter rewriter, int[] readers, int old)
    {
        Node node = rewriter[rewriter.PlaceOf(old)];
        return readers[old] != 1 ? null
            : node.Op == Op.AddMm ? node
            : node.Op == Op.MatMul && node.Sizes.Length == 2 ? Product(node, -1, node.First, node.Second, 1, 0)
            : null;
    }

    /// <summary>What is multiplied by a number, and the number.</summary>
    private static (int Place, double Scale) Unscaled(Rewriter rewriter, int[] readers, int old)
    {
        int place = rewriter.PlaceOf(old);
        Node node = rewriter[place];
        return readers[old] == 1 && node.Op == Op.MulScalar && IsFoldable(node.Scalar, node.DType) ? (node.First, node.Scalar) : (place, 1);
    }

    private static Node Product(in Node like, int summand, int a, int b, double alpha, double beta) =>
        new(Op.AddMm, like.DType, like.Sizes, summand, a, b) { Scalar = alpha, Beta = beta };

    private static bool IsFoldable(double scale, ScalarType dtype) =>
        Math.Abs(scale) is >= 1 / Largest and <= Largest && (dtype == ScalarType.Float32 || (float)scale == scale);
}
