using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Passes;

namespace PerfGate.LazyTensors.Tests.Passes;

/// <summary>What passes make of a graph.</summary>
internal static class After
{
    /// <summary>The operations in their order, inputs left out, but for what no output needs.</summary>
    public static Op[] Ops(Pass passes, params LazyTensor[] outputs) =>
        [.. Graph(passes | Pass.DeadNodes, outputs).Nodes.ToArray().Select(node => node.Op).Where(op => op != Op.Input)];

    public static NodeGraph Graph(Pass passes, params LazyTensor[] outputs)
    {
        using Lowering lowering = Lowering.Of(outputs);
        return Pipeline.Run(lowering.ToGraph(), passes);
    }
}
