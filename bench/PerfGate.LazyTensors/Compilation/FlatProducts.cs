using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>
/// Products of a batch with one matrix as products of two matrices, whose result can be written where it is wanted: libtorch
/// reshapes them as well, but takes new memory. Layers become products and sums, which a pass makes one kernel.
/// </summary>
internal static class FlatProducts
{
    public static NodeGraph In(NodeGraph graph, Pass passes)
    {
        if (!graph.Ops.Contains(Op.MatMul) && !graph.Ops.Contains(Op.Linear))
        {
            return graph;
        }

        var rewriter = new Rewriter(graph);
        for (int i = 0; i < graph.Length; i++)
        {
            ref readonly Node node = ref graph[i];
            if (node.Op == Op.Linear && (passes & Pass.ScalarFolding) != 0)
            {
                rewriter.Replace(i, Layer(graph, rewriter, node));
            }
            else if (node.Op == Op.MatMul && graph[node.First].Sizes.Length > 2 && graph[node.Second].Sizes.Length == 2)
            {
                int product = rewriter.Add(Product(graph, rewriter, node, rewriter.PlaceOf(node.Second), graph[node.Second].Sizes[1]));
                rewriter.Replace(i, rewriter.Add(new Node(Op.Reshape, node.DType, node.Sizes, product)));
            }
            else
            {
                rewriter.Keep(i);
            }
        }

        return rewriter.Build();
    }

    private static int Layer(NodeGraph graph, Rewriter rewriter, in Node layer)
    {
        ref readonly Node weight = ref graph[layer.Second];
        int turned = rewriter.Add(new Node(Op.Transpose, weight.DType, Shape.Transpose(weight.Sizes, 0, 1), rewriter.PlaceOf(layer.Second)) { SecondDimension = 1 });
        Node product = Product(graph, rewriter, layer, turned, weight.Sizes[0]);
        int place = rewriter.Add(product);
        if (layer.Third >= 0)
        {
            place = rewriter.Add(new Node(Op.Add, layer.DType, product.Sizes, place, rewriter.PlaceOf(layer.Third)));
        }

        return layer.Sizes.Length == 2 ? place : rewriter.Add(new Node(Op.Reshape, layer.DType, layer.Sizes, place));
    }

    /// <summary>The product of all rows of the left operand with a matrix.</summary>
    private static Node Product(NodeGraph graph, Rewriter rewriter, in Node node, int matrix, long columns)
    {
        long[] left = graph[node.First].Sizes;
        long rows = Shape.Elements(left.AsSpan(..^1));
        int flat = rewriter.PlaceOf(node.First);
        if (left.Length != 2)
        {
            flat = rewriter.Add(new Node(Op.Reshape, node.DType, [rows, left[^1]], flat));
        }

        return new Node(Op.MatMul, node.DType, [rows, columns], flat, matrix);
    }
}
