using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Passes;

/// <summary>Lets softmax along the last dimension, rms_norm and layer_norm be computed row by row, while a row is in the cache.</summary>
internal sealed class RowKernels : IPass
{
    private static readonly OpSet Candidates = new(Op.Softmax, Op.RmsNorm, Op.LayerNorm);

    public Pass Switch => Pass.RowKernels;

    public NodeGraph Apply(NodeGraph graph)
    {
        if (!graph.Ops.Overlaps(Candidates))
        {
            return graph;
        }

        var rewriter = new Rewriter(graph);
        for (int i = 0; i < graph.Length; i++)
        {
            Node node = rewriter.Moved(i);
            Op rows = graph[i].DType != ScalarType.Float32 ? node.Op
                : node.Op == Op.Softmax && node.FirstDimension == node.Sizes.Length - 1 ? Op.SoftmaxRows
                : node.Op == Op.RmsNorm ? Op.RmsNormRows
                : node.Op == Op.LayerNorm ? Op.LayerNormRows
                : node.Op;
            rewriter.Replace(i, rewriter.Add(rows == node.Op ? node : node with { Op = rows }));
        }

        return rewriter.Build();
    }
}
