namespace PerfGate.LazyTensors;

/// <summary>How a graph is computed.</summary>
public sealed record LazyOptions
{
    /// <summary>All passes, and plans are kept.</summary>
    public static LazyOptions Default { get; } = new();

    /// <summary>The passes to run.</summary>
    public Pass Passes { get; init; } = Pass.All;

    /// <summary>
    /// Whether the plan of a graph is kept, and used again for graphs of the same structure, shapes and numbers, whatever their inputs
    /// hold. Otherwise the passes run in every evaluation.
    /// </summary>
    public bool CachesPlans { get; init; } = true;
}
