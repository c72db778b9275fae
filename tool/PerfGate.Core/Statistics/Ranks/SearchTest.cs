using System.Collections.Concurrent;

namespace PerfGate.Statistics.Ranks;

/// <summary>
/// Says which benchmarks to measure on. It proves nothing, so it needs no level: it looks at the lowest third of all launches alone, in which recorded slowdowns
/// show best where a slow state of the machine hides them from the rest (docs/evaluation.md).
/// </summary>
public static class SearchTest
{
    /// <summary>A benchmark with at most this p-value is a suspect. The price is a few rounds of each unchanged benchmark that happens to be one: about one in seven.</summary>
    public const double SuspectAt = 0.25;

    private const int Depth = 3;
    private static readonly ConcurrentDictionary<(int X, int Y), IndependentRankTest> Tests = new();

    /// <summary>The p-value of "x is greater than y", by the lowest third of both.</summary>
    /// <param name="x">At least one value.</param>
    /// <param name="y">At least one value.</param>
    public static double PValueGreater(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => For(x.Length, y.Length).PValueGreater(x, y);

    /// <summary>Whether samples of these sizes can make a suspect at all: one launch a side cannot.</summary>
    public static bool CanFind(int x, int y) => For(x, y).LeastPValue <= SuspectAt;

    private static IndependentRankTest For(int x, int y) => Tests.GetOrAdd(
        (x, y), size => new IndependentRankTest(size.X, size.Y, RankScores.LowerTail((size.X + size.Y + Depth - 1) / Depth)));
}
