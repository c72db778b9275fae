using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>
/// Lets elementwise operations that read each other run in one pass over memory. What is an output and is read only within
/// its group is another result of the same pass.
/// </summary>
internal sealed class ElementwiseFusion : IPass
{
    private const int FewNodes = 128;

    public Pass Switch => Pass.ElementwiseFusion;

    public NodeGraph Apply(NodeGraph graph)
    {
        if (!graph.Ops.Overlaps(FusedOps.All))
        {
            return graph;
        }

        bool isSmall = graph.Length <= FewNodes;
        Span<int> roots = isSmall ? stackalloc int[graph.Length] : new int[graph.Length];
        Span<int> readersRoot = isSmall ? stackalloc int[graph.Length] : new int[graph.Length];
        Span<FusionGroups.Limits> limits = isSmall ? stackalloc FusionGroups.Limits[graph.Length] : new FusionGroups.Limits[graph.Length];
        var groups = new FusionGroups(graph, roots, readersRoot, limits);
        var rewriter = new Rewriter(graph);
        for (int i = 0; i < graph.Length; i++)
        {
            if (roots[i] == FusionGroups.Nobody)
            {
                rewriter.Keep(i);
            }
            else if (roots[i] == i)
            {
                Emit(graph, roots, i, groups.Columns(i), rewriter);
            }
        }

        return rewriter.Build();
    }

    private static void Emit(NodeGraph graph, ReadOnlySpan<int> roots, int root, long columns, Rewriter rewriter)
    {
        var builder = new FusedGroupBuilder(graph, columns, stackalloc int[FusionGroups.MostNodes], stackalloc int[FusionGroups.MostNodes], stackalloc int[2 * FusionGroups.MostNodes]);
        int first = roots.IndexOf(root);
        for (int i = first; i <= root; i++)
        {
            if (roots[i] == root)
            {
                builder.Add(i, isResult: i == root || graph.Outputs.Contains(i));
            }
        }

        Node like = graph[root];
        int kernel = rewriter.Add(new Node(Op.Fused, like.DType, like.Sizes) { Fused = builder.Build(rewriter) });
        for (int i = 0; i < builder.Results.Length; i++)
        {
            int result = builder.Results[i];
            rewriter.Replace(result, result == root ? kernel : rewriter.Add(new Node(Op.Part, like.DType, graph[result].Sizes, kernel) { Index = i }));
        }
    }
}
