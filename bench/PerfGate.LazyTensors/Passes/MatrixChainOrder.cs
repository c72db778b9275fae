using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>
/// Computes a product of several matrices in the order that takes the fewest multiplications, by dynamic programming
/// (T. H. Cormen et al., "Introduction to Algorithms", section "Matrix-chain multiplication").
/// </summary>
internal sealed class MatrixChainOrder : IPass
{
    public Pass Switch => Pass.MatrixChainOrder;

    public NodeGraph Apply(NodeGraph graph)
    {
        if (!graph.Ops.Contains(Op.MatMul) || !IsAnyChain(graph))
        {
            return graph;
        }

        int[] readers = graph.CountReaders();
        Rewriter? rewriter = null;
        for (int i = 0; i < graph.Length; i++)
        {
            if (IsProduct(graph[i]) && CheaperOrder(graph, readers, i) is { } chain)
            {
                rewriter ??= Rewriter.UpTo(graph, i);
                rewriter.Replace(i, chain.Emit(rewriter));
            }
            else
            {
                rewriter?.Keep(i);
            }
        }

        return rewriter?.Build() ?? graph;
    }

    private static bool IsAnyChain(NodeGraph graph)
    {
        foreach (ref readonly Node node in graph.Nodes)
        {
            if (IsProduct(node) && (IsProduct(graph[node.First]) || IsProduct(graph[node.Second])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsProduct(in Node node) => node.Op == Op.MatMul && node.Sizes.Length == 2;

    private static MatrixChain? CheaperOrder(NodeGraph graph, int[] readers, int root)
    {
        var factors = new List<int>();
        double cost = Collect(graph, readers, root, factors, isRoot: true);
        if (factors.Count < 3)
        {
            return null;
        }

        var chain = new MatrixChain(graph, [.. factors]);
        return chain.Cost < cost ? chain : null;
    }

    /// <summary>Lists the factors from left to right; what others read as well is a factor as it is.</summary>
    /// <returns>How many multiplications the order of now takes.</returns>
    private static double Collect(NodeGraph graph, int[] readers, int place, List<int> factors, bool isRoot)
    {
        Node node = graph[place];
        if (!IsProduct(node) || !(isRoot || readers[place] == 1) || factors.Count >= MatrixChain.MostFactors)
        {
            factors.Add(place);
            return 0;
        }

        return Collect(graph, readers, node.First, factors, false) + Collect(graph, readers, node.Second, factors, false)
            + ((double)node.Sizes[0] * node.Sizes[1] * graph[node.First].Sizes[1]);
    }
}
