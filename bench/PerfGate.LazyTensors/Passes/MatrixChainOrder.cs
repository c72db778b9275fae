using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>Computes a product of several matrices in the order that takes the fewest multiplications, or nearly so.</summary>
internal sealed class MatrixChainOrder : IPass
{
    public Pass Switch => Pass.MatrixChainOrder;

    public NodeGraph Apply(NodeGraph graph)
    {
        if (!graph.Ops.Contains(Op.MatMul) || !IsAnyChain(graph) || Cheaper(graph) is not { } cheaper)
        {
            return graph;
        }

        var rewriter = new Rewriter(graph);
        for (int i = 0; i < graph.Length; i++)
        {
            _ = cheaper.TryGetValue(i, out var found) ? rewriter.Replace(i, found.Chain.Emit(rewriter, found.Order)) : rewriter.Keep(i);
        }

        return rewriter.Build();
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

    /// <summary>The chains that are cheaper in another order, by the place of the whole product; null if there are none.</summary>
    private static Dictionary<int, (MatrixChain Chain, ChainOrder Order)>? Cheaper(NodeGraph graph)
    {
        int[] readers = graph.CountReaders();
        bool[] isPart = new bool[graph.Length];
        Dictionary<int, (MatrixChain, ChainOrder)>? cheaper = null;

        // From the last one, so that a whole comes before its parts and each product is looked at once.
        for (int i = graph.Length - 1; i >= 0; i--)
        {
            if (!IsProduct(graph[i]) || isPart[i])
            {
                continue;
            }

            (int[] factors, double cost) = Collect(graph, readers, isPart, i);
            var chain = new MatrixChain(graph, factors);
            if (factors.Length > 2 && chain.Order() is var order && order.Cost < cost)
            {
                (cheaper ??= []).Add(i, (chain, order));
            }
        }

        return cheaper;
    }

    /// <summary>Lists the factors from left to right; what others read as well is a factor as it is.</summary>
    /// <returns>The factors' places, and how many multiplications the order of now takes.</returns>
    private static (int[] Factors, double Cost) Collect(NodeGraph graph, int[] readers, bool[] isPart, int root)
    {
        var factors = new List<int>();
        var pending = new Stack<int>([root]);
        double cost = 0;
        while (pending.TryPop(out int place))
        {
            ref readonly Node node = ref graph[place];
            if (place != root && (!IsProduct(node) || readers[place] != 1))
            {
                factors.Add(place);
                continue;
            }

            isPart[place] = true;
            cost += (double)node.Sizes[0] * node.Sizes[1] * graph[node.First].Sizes[1];
            pending.Push(node.Second);
            pending.Push(node.First);
        }

        return ([.. factors], cost);
    }
}
