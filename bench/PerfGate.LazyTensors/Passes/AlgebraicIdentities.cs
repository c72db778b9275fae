using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>
/// Leaves out what gives its operand back, bit by bit: x·1, x/1, x + (−0), −(−x), relu twice, transposing back,
/// reshapes, broadcasts and slices to the shape that is there. Not x·0 and x − x, which are NaN for some x, nor x + 0, which turns −0 into 0.
/// </summary>
internal sealed class AlgebraicIdentities : IPass
{
    private static readonly OpSet Candidates = new(Op.AddScalar, Op.MulScalar, Op.DivScalar, Op.Neg, Op.Relu, Op.Transpose, Op.Reshape, Op.Broadcast, Op.Slice);

    public Pass Switch => Pass.AlgebraicIdentities;

    public NodeGraph Apply(NodeGraph graph)
    {
        if (!graph.Ops.Overlaps(Candidates) || !IsAny(graph))
        {
            return graph;
        }

        var rewriter = new Rewriter(graph);
        for (int i = 0; i < graph.Length; i++)
        {
            Node node = WithoutChain(rewriter.Moved(i), rewriter);
            int same = Candidates.Contains(node.Op) ? Same(node, rewriter[node.First]) : -1;
            rewriter.Replace(i, same >= 0 ? same : rewriter.Add(node));
        }

        return rewriter.Build();
    }

    private static bool IsAny(NodeGraph graph)
    {
        foreach (ref readonly Node node in graph.Nodes)
        {
            if (Candidates.Contains(node.Op) && (Same(node, graph[node.First]) >= 0 || IsChain(node, graph[node.First])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Which value it gives back: its operand, or its operand's; -1 for none.</summary>
    private static int Same(in Node node, in Node operand) => node.Op switch
    {
        Op.MulScalar or Op.DivScalar when node.Scalar == 1 => node.First,
        Op.AddScalar when node.Scalar == 0 && double.IsNegative(node.Scalar) => node.First,
        Op.Relu when operand.Op == Op.Relu => node.First,
        Op.Neg when operand.Op == Op.Neg => operand.First,
        Op.Transpose when node.FirstDimension == node.SecondDimension => node.First,
        Op.Transpose when operand.Op == Op.Transpose && IsSameExchange(node, operand) => operand.First,
        Op.Reshape or Op.Broadcast or Op.Slice when node.Sizes.AsSpan().SequenceEqual(operand.Sizes) => node.First,
        _ => -1,
    };

    /// <summary>Of two reshapes, or two broadcasts, only the last counts.</summary>
    private static bool IsChain(in Node node, in Node operand) => node.Op is Op.Reshape or Op.Broadcast && operand.Op == node.Op;

    private static Node WithoutChain(in Node node, Rewriter graph) =>
        node.First >= 0 && IsChain(node, graph[node.First]) ? node with { First = graph[node.First].First } : node;

    private static bool IsSameExchange(in Node a, in Node b) =>
        (a.FirstDimension == b.FirstDimension && a.SecondDimension == b.SecondDimension)
        || (a.FirstDimension == b.SecondDimension && a.SecondDimension == b.FirstDimension);
}
