using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>Leaves out what no output needs.</summary>
internal sealed class DeadNodes : IPass
{
    private const int FewNodes = 512;

    public Pass Switch => Pass.DeadNodes;

    public NodeGraph Apply(NodeGraph graph)
    {
        Span<bool> isNeeded = graph.Length <= FewNodes ? stackalloc bool[FewNodes] : new bool[graph.Length];
        foreach (int output in graph.Outputs)
        {
            isNeeded[output] = true;
        }

        bool isAnyDead = false;
        for (int i = graph.Length - 1; i >= 0; i--)
        {
            ref readonly Node node = ref graph[i];
            isAnyDead |= !isNeeded[i];
            for (int k = 0; isNeeded[i] && k < node.Operands; k++)
            {
                if (node.Operand(k) is >= 0 and int operand)
                {
                    isNeeded[operand] = true;
                }
            }
        }

        return isAnyDead ? Without(graph, isNeeded) : graph;
    }

    private static NodeGraph Without(NodeGraph graph, ReadOnlySpan<bool> isNeeded)
    {
        var rewriter = new Rewriter(graph);
        for (int i = 0; i < graph.Length; i++)
        {
            if (isNeeded[i])
            {
                rewriter.Keep(i);
            }
        }

        return rewriter.Build();
    }
}
