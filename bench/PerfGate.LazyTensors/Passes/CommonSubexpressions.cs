using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>Lets the first of all nodes that compute the same stand for the others.</summary>
internal sealed class CommonSubexpressions : IPass
{
    private const int FewNodes = 128;

    public Pass Switch => Pass.CommonSubexpressions;

    public NodeGraph Apply(NodeGraph graph)
    {
        Span<int> firsts = graph.Length <= FewNodes ? stackalloc int[FewNodes] : new int[graph.Length];
        if (!FindFirsts(graph, firsts))
        {
            return graph;
        }

        var rewriter = new Rewriter(graph);
        for (int i = 0; i < graph.Length; i++)
        {
            _ = firsts[i] == i ? rewriter.Keep(i) : rewriter.Replace(i, rewriter.PlaceOf(firsts[i]));
        }

        return rewriter.Build();
    }

    /// <summary>Finds, for each node, the first that computes the same; false when each is the only one.</summary>
    private static bool FindFirsts(NodeGraph graph, Span<int> firsts)
    {
        int size = (int)uint.Max(16, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)graph.Length * 2));
        Span<int> table = size <= 2 * FewNodes ? stackalloc int[size] : new int[size];
        table.Fill(-1);
        bool isAny = false;
        for (int i = 0; i < graph.Length; i++)
        {
            ref readonly Node node = ref graph[i];
            int slot = node.Hash(First(firsts, node.First), First(firsts, node.Second), First(firsts, node.Third)) & (size - 1);
            while (table[slot] >= 0 && !IsSame(node, graph[table[slot]], firsts))
            {
                slot = (slot + 1) & (size - 1);
            }

            isAny |= table[slot] >= 0;
            firsts[i] = table[slot] >= 0 ? table[slot] : i;
            table[slot] = firsts[i];
        }

        return isAny;
    }

    private static bool IsSame(in Node node, in Node other, ReadOnlySpan<int> firsts) =>
        First(firsts, node.First) == First(firsts, other.First) && First(firsts, node.Second) == First(firsts, other.Second)
        && First(firsts, node.Third) == First(firsts, other.Third) && node.IsAlike(other);

    private static int First(ReadOnlySpan<int> firsts, int place) => place < 0 ? -1 : firsts[place];
}
