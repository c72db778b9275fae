using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>The passes in their order: what removes nodes first, what makes large ones of them last.</summary>
internal static class Pipeline
{
    private static readonly IPass[] InOrder =
    [
        new ConstantFolding(),
        new AlgebraicIdentities(),
        new CommonSubexpressions(),
        new LoraAtRankLevel(),
        new MatrixChainOrder(),
        new ScalarFolding(),
        new RowKernels(),
        new DeadNodes(),
        new ElementwiseFusion(),

        // A broadcast that a fused kernel reads through is needed no more.
        new DeadNodes(),
    ];

    public static NodeGraph Run(NodeGraph graph, Pass passes)
    {
        foreach (IPass pass in InOrder)
        {
            graph = (passes & pass.Switch) != 0 ? pass.Apply(graph) : graph;
        }

        return graph;
    }
}
