namespace PerfGate.Statistics;

/// <summary>Computes something of each comparison of a build, on all cores where that pays.</summary>
internal static class InParallel
{
    private const int Few = 16;

    /// <summary>The results, in the order of what they are of.</summary>
    public static TResult[] Select<T, TResult>(IReadOnlyList<T> build, Func<T, int, TResult> compute) =>
        build.Count < Few ? [.. build.Select(compute)] : [.. build.AsParallel().AsOrdered().Select(compute)];
}
