using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Passes;

/// <summary>
/// Computes operations on constants alone. All elements of a constant are the same, and what is made of constants by
/// these operations is a constant again, so one number is all there is to compute.
/// </summary>
internal sealed class ConstantFolding : IPass
{
    public Pass Switch => Pass.ConstantFolding;

    public NodeGraph Apply(NodeGraph graph)
    {
        if (!graph.Ops.Contains(Op.Constant))
        {
            return graph;
        }

        var rewriter = new Rewriter(graph);
        for (int i = 0; i < graph.Length; i++)
        {
            Node node = rewriter.Moved(i);
            _ = Value(node, rewriter) is { } value
                ? rewriter.Replace(i, rewriter.Add(new Node(Op.Constant, node.DType, node.Sizes) { Scalar = Rounded(node.DType, value) }))
                : rewriter.Keep(i);
        }

        return rewriter.Build();
    }

    /// <summary>The number that all elements are, or null where that is not known.</summary>
    private static double? Value(in Node node, Rewriter graph)
    {
        if (node.First < 0 || Number(node.First, graph) is not { } x)
        {
            return null;
        }

        return node.Second < 0 ? Unary(node, x, graph[node.First])
            : node.Third < 0 && Number(node.Second, graph) is { } y ? Binary(node, x, y, graph[node.First])
            : null;
    }

    private static double? Unary(in Node node, double x, in Node operand) => node.Op switch
    {
        Op.Neg => -x,
        Op.AddScalar => x + Rounded(node.DType, node.Scalar),
        Op.MulScalar => x * Rounded(node.DType, node.Scalar),
        Op.DivScalar => x / Rounded(node.DType, node.Scalar),
        Op.Relu => x < 0 ? 0 : x,
        Op.Tanh => Math.Tanh(x),
        Op.Exp => Math.Exp(x),
        Op.Sqrt => Math.Sqrt(x),
        Op.Silu => x / (1 + Math.Exp(-x)),
        Op.Log => Math.Log(x),
        Op.Rsqrt => 1 / Math.Sqrt(x),
        Op.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Op.ClampMin => x < Rounded(node.DType, node.Scalar) ? Rounded(node.DType, node.Scalar) : x,
        Op.ClampMax => x > Rounded(node.DType, node.Scalar) ? Rounded(node.DType, node.Scalar) : x,
        Op.Softmax when double.IsFinite(x) => 1.0 / (operand.Sizes.Length == 0 ? 1 : operand.Sizes[node.FirstDimension]),
        Op.Transpose or Op.Reshape or Op.Broadcast or Op.Slice or Op.Max => x,
        Op.Sum => Total(x, Reduced(node, operand)),
        Op.Mean when Reduced(node, operand) > 0 => x,
        _ => null,
    };

    private static double? Binary(in Node node, double x, double y, in Node left) => node.Op switch
    {
        Op.Add => x + y,
        Op.Sub => x - y,
        Op.Mul => x * y,
        Op.Div => x / y,
        Op.MatMul => Total(x * y, left.Sizes[^1]),
        _ => null,
    };

    /// <summary>The sum of nothing is 0, whatever the number is.</summary>
    private static double Total(double x, long count) => count == 0 ? 0 : x * count;

    private static long Reduced(in Node node, in Node operand) =>
        node.FirstDimension < 0 ? operand.Elements : operand.Sizes.Length == 0 ? 1 : operand.Sizes[node.FirstDimension];

    private static double? Number(int place, Rewriter graph) =>
        graph[place].Op == Op.Constant ? Rounded(graph[place].DType, graph[place].Scalar) : null;

    /// <summary>As the dtype holds it. Rounding a Float64 result of +, -, ·, / or a root once more gives the Float32 result.</summary>
    private static double Rounded(ScalarType dtype, double value) => dtype == ScalarType.Float32 ? (float)value : value;
}
