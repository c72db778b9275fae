using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>A product of several matrices.</summary>
/// <param name="graph">The graph of the factors.</param>
/// <param name="factors">Places of matrices, from left to right.</param>
internal sealed class MatrixChain(NodeGraph graph, int[] factors)
{
    /// <summary>The work of finding the cheapest order grows with the third power of the factors; for more, one nearly as cheap is found.</summary>
    private const int MostFactors = 16;

    /// <summary>An order that is (nearly) the cheapest.</summary>
    public ChainOrder Order()
    {
        long[] sizes = new long[factors.Length + 1];
        sizes[0] = graph[factors[0]].Sizes[0];
        for (int i = 0; i < factors.Length; i++)
        {
            sizes[i + 1] = graph[factors[i]].Sizes[1];
        }

        return factors.Length <= MostFactors ? new CheapestOrder(sizes) : new NearlyCheapestOrder(sizes);
    }

    /// <summary>Adds the products.</summary>
    /// <returns>Where the whole product stands.</returns>
    public int Emit(Rewriter rewriter, ChainOrder order)
    {
        var made = new Stack<int>();
        foreach ((int first, int last) in LastToFirst(order))
        {
            made.Push(first == last ? rewriter.PlaceOf(factors[first]) : rewriter.Add(Product(first, last, made.Pop(), made.Pop())));
        }

        return made.Pop();
    }

    private Node Product(int first, int last, int right, int left) =>
        new(Op.MatMul, graph[factors[first]].DType, [graph[factors[first]].Sizes[0], graph[factors[last]].Sizes[1]], left, right);

    /// <summary>All parts of the chain, each after its left and then its right half; by a stack of its own, for chains may be deep.</summary>
    private Stack<(int First, int Last)> LastToFirst(ChainOrder order)
    {
        var parts = new Stack<(int First, int Last)>();
        var pending = new Stack<(int First, int Last)>();
        pending.Push((0, factors.Length - 1));
        while (pending.TryPop(out (int First, int Last) part))
        {
            parts.Push(part);
            if (part.First < part.Last)
            {
                int split = order.Split(part.First, part.Last);
                pending.Push((part.First, split));
                pending.Push((split + 1, part.Last));
            }
        }

        return parts;
    }
}
