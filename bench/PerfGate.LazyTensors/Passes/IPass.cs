using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>Makes a graph cheaper without changing what it computes: pure, and good by itself and in any company.</summary>
internal interface IPass
{
    /// <summary>Its switch.</summary>
    Pass Switch { get; }

    /// <summary>The same outputs, computed by fewer or cheaper nodes; the very same graph where there is nothing to do.</summary>
    NodeGraph Apply(NodeGraph graph);
}
