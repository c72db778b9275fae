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

        MatrixChain?[] chains = FindCheaper(graph);
        Rewriter? rewriter = null;
        for (int i = 0; i < graph.Length; i++)
        {
            if (chains[i] is { } chain)
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

    /// <summary>
    /// The chains that are cheaper in another order, where their last product stands. From the outputs backwards, so that a product
    /// within a chain is not looked at as the end of another: what is left of a chain too long for one look is the next one's.
    /// </summary>
    private static MatrixChain?[] FindCheaper(NodeGraph graph)
    {
        int[] readers = graph.CountReaders();
        bool[] isWithin = new bool[graph.Length];
        var chains = new MatrixChain?[graph.Length];
        var factors = new List<int>(MatrixChain.MostFactors);
        for (int i = graph.Length - 1; i >= 0; i--)
        {
            if (IsProduct(graph[i]) && !isWithin[i])
            {
                double cost = Collect(graph, readers, i, factors, isWithin);
                MatrixChain? chain = factors.Count < 3 ? null : new MatrixChain(graph, [.. factors]);
                chains[i] = chain?.Cost < cost ? chain : null;
            }
        }

        return chains;
    }

    /// <summary>Lists the factors from left to right; what others read as well, and what would be one factor too many, is a factor as it is.</summary>
    /// <returns>How many multiplications the order of now takes.</returns>
    private static double Collect(NodeGraph graph, int[] readers, int root, List<int> factors, bool[] isWithin)
    {
        factors.Clear();
        factors.Add(root);
        double cost = 0;
        for (int k = 0; k < factors.Count && factors.Count < MatrixChain.MostFactors;)
        {
            int place = factors[k];
            ref readonly Node node = ref graph[place];
            if (!IsProduct(node) || !(place == root || readers[place] == 1))
            {
                k++;
                continue;
            }

            factors[k] = node.First;
            factors.Insert(k + 1, node.Second);
            isWithin[place] = true;
            cost += (double)node.Sizes[0] * node.Sizes[1] * graph[node.First].Sizes[1];
        }

        return cost;
    }
}
