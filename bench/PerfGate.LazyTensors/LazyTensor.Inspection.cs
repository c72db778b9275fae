using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Inspection;
using PerfGate.LazyTensors.Passes;

namespace PerfGate.LazyTensors;

/// <content>What would be computed, to look at.</content>
public sealed partial class LazyTensor
{
    /// <summary>The graph as a Mermaid flowchart, operands above what is made of them.</summary>
    /// <param name="passes">The passes to run first; without any, the graph is drawn as it was built.</param>
    /// <exception cref="ObjectDisposedException">A tensor that is an input was disposed.</exception>
    public string ToMermaid(Pass passes = Pass.None) => Drawing.Mermaid(GraphAfter(passes));

    /// <summary>The graph in Graphviz's language.</summary>
    /// <param name="passes">The passes to run first; without any, the graph is drawn as it was built.</param>
    /// <exception cref="ObjectDisposedException">A tensor that is an input was disposed.</exception>
    public string ToDot(Pass passes = Pass.None) => Drawing.Dot(GraphAfter(passes));

    private NodeGraph GraphAfter(Pass passes)
    {
        using Lowering lowering = Lowering.Of([this]);
        return Pipeline.Run(lowering.ToGraph(), passes);
    }
}
