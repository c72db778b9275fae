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
        Span<int> firsts = readersRoot;
        Span<bool> isOutput = isSmall ? stackalloc bool[graph.Length] : new bool[graph.Length];
        Mark(graph, roots, firsts, isOutput);
        var rewriter = new Rewriter(graph);
        for (int i = 0; i < graph.Length; i++)
        {
            if (roots[i] == FusionGroups.Nobody)
            {
                rewriter.Keep(i);
            }
            else if (roots[i] == i)
            {
                Emit(graph, roots[firsts[i]..(i + 1)], firsts[i], isOutput, groups.Columns(i), rewriter);
            }
        }

        return rewriter.Build();
    }

    /// <summary>Where each group begins, and which values are outputs: looked up once, for there may be many of either.</summary>
    private static void Mark(NodeGraph graph, ReadOnlySpan<int> roots, Span<int> firsts, Span<bool> isOutput)
    {
        for (int i = graph.Length - 1; i >= 0; i--)
        {
            if (roots[i] >= 0)
            {
                firsts[roots[i]] = i;
            }
        }

        isOutput.Clear();
        foreach (int output in graph.Outputs)
        {
            isOutput[output] = true;
        }
    }

    /// <summary>Adds the kernel of one group, whose nodes stand among others from its first to its last.</summary>
    private static void Emit(NodeGraph graph, ReadOnlySpan<int> roots, int first, ReadOnlySpan<bool> isOutput, long columns, Rewriter rewriter)
    {
        int root = first + roots.Length - 1;
        var builder = new FusedGroupBuilder(graph, columns, stackalloc int[FusionGroups.MostNodes], stackalloc int[FusionGroups.MostNodes], stackalloc int[2 * FusionGroups.MostNodes]);
        for (int i = first; i <= root; i++)
        {
            if (roots[i - first] == root)
            {
                builder.Add(i, isResult: i == root || isOutput[i]);
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
