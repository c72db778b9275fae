using System.Collections.Concurrent;

namespace PerfGate.Statistics;

/// <summary>How the launches of two sides are tested against each other.</summary>
/// <param name="Depth">How many of the lowest pooled values count at least.</param>
/// <param name="IsPaired">Whether both sides were measured in rounds: then values of the same index belong together.</param>
public sealed record TestDesign(int Depth, bool IsPaired = false)
{
    private static readonly ConcurrentDictionary<(int, int, TestDesign), IRankTest> Tests = new();
    private static readonly ConcurrentDictionary<(int, int, TestDesign), IRankTest> LowestTests = new();

    /// <summary>The design for a build that makes that many comparisons.</summary>
    /// <remarks>
    /// Each of the lowest values that belongs to one side halves the p-value, so as many are needed as the level has
    /// binary digits, and a few to spare. It does not depend on the alpha of a policy, so that more alpha never turns red to green.
    /// </remarks>
    public static TestDesign For(int comparisons, bool isPaired = false) =>
        new((int)Math.Ceiling(1.2 * Math.Log2(100.0 * Math.Max(1, comparisons))), isPaired);

    /// <summary>The test for samples of two sizes; of one size where they are paired.</summary>
    /// <param name="x">The size of the sample that may be larger; at least 1.</param>
    /// <param name="y">The size of the other; at least 1.</param>
    public IRankTest For(int x, int y) => Tests.GetOrAdd((x, y, this), _ =>
        new SplitTest(Lowest(x, y), Of(x, y, RankScores.Normal(x + y))));

    /// <summary>The part of the test that looks at the lowest values, by which a ratio is estimated.</summary>
    public IRankTest Lowest(int x, int y) => LowestTests.GetOrAdd((x, y, this), _ =>
        Of(x, y, RankScores.LowerTail(Math.Min(Math.Max(Depth, (x + y) / 5), x + y))));

    private IRankTest Of(int x, int y, int[] scores) =>
        IsPaired ? new PairedRankTest(x, scores) : new IndependentRankTest(x, y, scores);
}
