using PerfGate.LazyTensors;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>How the lazy arms evaluate, which is all in which they differ: each but the compiled one builds its graph anew in every run.</summary>
internal static class Arms
{
    /// <summary>Of arms that end in <c>LazyUnoptimized</c>: node by node, as the graph was built.</summary>
    public static LazyOptions Unoptimized { get; } = new() { Passes = Pass.None, CachesPlans = false };

    /// <summary>Of arms that end in <c>Lazy</c>: all passes, in every run.</summary>
    public static LazyOptions Optimized { get; } = new() { Passes = PassSwitch.On, CachesPlans = false };

    /// <summary>Of arms that end in <c>LazyCached</c>: all passes, once.</summary>
    public static LazyOptions Cached { get; } = new() { Passes = PassSwitch.On, CachesPlans = true };

    /// <summary>Of arms that end in <c>LazyAsync</c>: as cached, but on the thread pool.</summary>
    public static LazyOptions Async { get; } = Cached with { };
}
