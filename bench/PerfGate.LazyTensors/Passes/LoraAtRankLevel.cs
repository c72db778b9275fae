using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>
/// Computes x·(w + s·a·b) as x·w + s·(x·a)·b where that takes fewer operations: the adapter's product, as large as
/// the weight, is then never made (E. J. Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", 2021).
/// </summary>
internal sealed class LoraAtRankLevel : IPass
{
    public Pass Switch => Pass.LoraAtRankLevel;

    public NodeGraph Apply(NodeGraph graph)
    {
        if (!graph.Ops.Contains(Op.MatMul) || !graph.Ops.Contains(Op.Add))
        {
            return graph;
        }

        int[] readers = graph.CountReaders();
        Rewriter? rewriter = null;
        for (int i = 0; i < graph.Length; i++)
        {
            if (Find(graph, readers, i) is { } adapter && adapter.IsCheaperApart(graph))
            {
                rewriter ??= Rewriter.UpTo(graph, i);
                rewriter.Replace(i, adapter.Emit(graph, rewriter));
            }
            else
            {
                rewriter?.Keep(i);
            }
        }

        return rewriter?.Build() ?? graph;
    }

    private static AdaptedProduct? Find(NodeGraph graph, int[] readers, int place)
    {
        ref readonly Node product = ref graph[place];
        if (product.Op != Op.MatMul || graph[product.Second].Op != Op.Add || readers[product.Second] != 1 || product.Sizes.Length != graph[product.First].Sizes.Length)
        {
            return null;
        }

        ref readonly Node sum = ref graph[product.Second];
        return Of(graph, readers, product, sum.First, sum.Second) ?? Of(graph, readers, product, sum.Second, sum.First);
    }

    private static AdaptedProduct? Of(NodeGraph graph, int[] readers, in Node product, int weight, int adapter)
    {
        bool isScaled = graph[adapter].Op == Op.MulScalar && readers[adapter] == 1;
        int pair = isScaled ? graph[adapter].First : adapter;
        ref readonly Node ab = ref graph[pair];
        ref readonly Node w = ref graph[weight];
        bool fits = ab.Op == Op.MatMul && readers[pair] == 1 && ab.Sizes.Length == 2
            && w.DType == ab.DType && w.Sizes.AsSpan().SequenceEqual(ab.Sizes);
        return fits ? new AdaptedProduct(product, weight, ab.First, ab.Second, isScaled ? graph[adapter].Scalar : null) : null;
    }
}
