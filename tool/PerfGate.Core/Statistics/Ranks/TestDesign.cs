using System.Collections.Concurrent;

namespace PerfGate.Statistics.Ranks;

/// <summary>How the launches of two sides are tested against each other.</summary>
/// <param name="Comparisons">How many comparisons share the error of the build; at least 1.</param>
/// <param name="IsPaired">Whether both sides were measured in turn, in <see cref="Blocks"/>.</param>
public sealed record TestDesign(int Comparisons, bool IsPaired = false)
{
    // A policy's own alpha would let more alpha turn red to green.
    private const double LevelOfBuild = 0.01;
    private const double ToSpare = 1.2;
    private static readonly ConcurrentDictionary<(int X, int Y, int Depth), IndependentRankTest> LowestTests = new();
    private static readonly ConcurrentDictionary<(int X, int Y), IndependentRankTest> AllTests = new();

    /// <summary>The level that a single comparison has to reach, about.</summary>
    public double Level => LevelOfBuild / Comparisons;

    /// <summary>
    /// The share of the error that goes to the test of all values, in [0, 1]; the rest goes to the test of the lowest. Recorded noise is a slow state in some launches, of
    /// which the lowest values see more (docs/evaluation.md); a tenth lets a machine without one see as much as its launches show.
    /// </summary>
    public double ShareOfAll { get; init; } = 0.1;

    /// <summary>The test for samples of two sizes; of one size where they are paired.</summary>
    /// <param name="x">The size of the sample that may be larger; at least 1.</param>
    /// <param name="y">The size of the other; at least 1.</param>
    public IRankTest For(int x, int y) => new SplitTest(Lowest(x, y), All(x, y), ShareOfAll);

    /// <summary>The part of the test that has most of the error, by which a ratio is estimated.</summary>
    public IRankTest MainPart(int x, int y) => ShareOfAll > 0.5 ? All(x, y) : Lowest(x, y);

    /// <summary>The part of the test that looks at the lowest values.</summary>
    public IRankTest Lowest(int x, int y) => IsPaired ? new BlockRankTest(x, RankScores.LowerTail(Depth(x, x))) : LowestApart(x, y);

    /// <summary>The part of the test that looks at all values.</summary>
    public IRankTest All(int x, int y) => IsPaired ? new BlockRankTest(x, RankScores.Normal(2 * x)) : AllApart(x, y);

    private IndependentRankTest LowestApart(int x, int y) =>
        LowestTests.GetOrAdd((x, y, Depth(x, y)), key => new IndependentRankTest(x, y, RankScores.LowerTail(key.Depth)));

    private static IndependentRankTest AllApart(int x, int y) =>
        AllTests.GetOrAdd((x, y), _ => new IndependentRankTest(x, y, RankScores.Normal(x + y)));

    // As many of the lowest values as have to be y's for the level, if each is with y's share of all, and a few to spare; or a fifth of all.
    private int Depth(int x, int y)
    {
        var needed = Math.Log(Level) / Math.Log(y / (double)(x + y));
        return Math.Min(Math.Max((int)Math.Ceiling(ToSpare * needed), (x + y) / 5), x + y);
    }
}
