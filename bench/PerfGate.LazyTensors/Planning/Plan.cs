using System.Collections.Immutable;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Planning;

/// <summary>How a graph is computed: what was decided before the first kernel. Never changed, so that it can be kept and run by several threads at once.</summary>
internal sealed record Plan
{
    /// <summary>What is computed, in this order: the passes' outcome.</summary>
    public required NodeGraph Graph { get; init; }

    /// <summary>How often each value is read, being an output included: after the last time it is disposed.</summary>
    public required ImmutableArray<int> Readers { get; init; }

    /// <summary>Whose memory each node's result takes, -1 for its own.</summary>
    public required ImmutableArray<int> Destinations { get; init; }

    /// <summary>Which values stay after they were read for the last time, because another result takes their memory later.</summary>
    public required ImmutableArray<bool> IsKept { get; init; }

    /// <summary>Which values' memory becomes an output's.</summary>
    public required ImmutableArray<bool> BecomesOutput { get; init; }

    /// <summary>Which outputs would share an input's memory only because of a pass, and are copied.</summary>
    public required ImmutableArray<bool> CopiesOutput { get; init; }

    /// <summary>For each output, the first one that is the same value: itself, or one before it.</summary>
    public required ImmutableArray<int> Twins { get; init; }

    /// <summary>For each fused kernel with several results, where the others stand; else empty.</summary>
    public required ImmutableArray<ImmutableArray<int>> Parts { get; init; }

    /// <summary>How many steps before it each node has to wait for, and which nodes wait for it; null where one thread is best.</summary>
    public required Dependencies? Dependencies { get; init; }
}
