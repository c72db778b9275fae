using System.Collections.Concurrent;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Statistics.Permutations;

/// <summary>
/// Ways to say which of the pooled values of two sides are whose: all of them where they are few, else some that were drawn, and the one that was seen.
/// </summary>
/// <remarks>
/// Where nothing changed, what was seen is as likely as each that was drawn. So its place among them, itself included, keeps the level exactly however few were drawn
/// (M. Dwass, "Modified Randomization Tests for Nonparametric Hypotheses", 1957; B. Phipson, G. K. Smyth, "Permutation P-values Should Never Be Zero", 2010).
/// They are drawn once for two sizes: the same launches give the same p-value.
/// </remarks>
public sealed class Arrangements
{
    private static readonly ConcurrentDictionary<(int X, int Y, bool IsComplete, int Drawn), Arrangements> Known = new();
    private readonly ConcurrentDictionary<IndependentRankTest, double[]> _shares = new(ReferenceEqualityComparer.Instance);

    // Of each arrangement the ranks that are x's, rising, and then those that are y's.
    private readonly ushort[] _ranks;

    private Arrangements(int x, int y, bool isComplete, int drawn)
    {
        (X, Y, IsComplete) = (x, y, isComplete);
        Stored = IsComplete ? (int)Math.Round(Count(x, y)) : drawn;
        _ranks = new ushort[Stored * (x + y)];
        if (IsComplete)
        {
            List();
        }
        else
        {
            Draw();
        }
    }

    /// <summary>The size of the side that may be larger.</summary>
    public int X { get; }

    /// <summary>The size of the other.</summary>
    public int Y { get; }

    /// <summary>Whether these are all there are, so that what was seen is one of them.</summary>
    public bool IsComplete { get; }

    /// <summary>How many there are with the one that was seen, which comes last where they are not complete.</summary>
    public int Total => IsComplete ? Stored : Stored + 1;

    /// <summary>How many are the same whatever was seen.</summary>
    public int Stored { get; }

    /// <summary>The arrangements of two sizes.</summary>
    /// <param name="x">The size of the side that may be larger; at least 1.</param>
    /// <param name="y">The size of the other; at least 1.</param>
    /// <param name="listed">How many to list at most.</param>
    /// <param name="drawn">How many to draw if there are more.</param>
    public static Arrangements Of(int x, int y, int listed, int drawn)
    {
        var isComplete = Count(x, y) <= listed;
        return Known.GetOrAdd((x, y, isComplete, isComplete ? 0 : drawn), key => new Arrangements(key.X, key.Y, key.IsComplete, key.Drawn));
    }

    /// <summary>In how many ways the pooled values of two sides can be arranged.</summary>
    public static double Count(int x, int y)
    {
        var ways = 1.0;
        for (var i = 1; i <= x; i++)
        {
            ways *= (y + i) / (double)i;
        }

        return ways;
    }

    /// <summary>Of each stored arrangement, the p-value of a rank test; in (0, 1].</summary>
    public double[] SharesBy(IndependentRankTest test) => _shares.GetOrAdd(
        test, (key, all) => [.. Enumerable.Range(0, all.Stored).Select(place => key.PValueOf(all.RanksOf(place)[all.X..]))], this);

    /// <summary>The ranks of a stored arrangement that are x's, rising, and then those that are y's.</summary>
    public ReadOnlySpan<ushort> RanksOf(int place) => _ranks.AsSpan(place * (X + Y), X + Y);

    /// <summary>The place of an arrangement among all of them.</summary>
    /// <param name="ranksOfY">The ranks that are y's, rising.</param>
    public int PlaceOf(ReadOnlySpan<ushort> ranksOfY)
    {
        if (!IsComplete)
        {
            return Stored;
        }

        var (x, y, place) = (X, Y, 0.0);
        for (var rank = 0; y > 0; rank++)
        {
            var isY = ranksOfY[Y - y] == rank;
            place += isY && x > 0 ? Count(x - 1, y) : 0;
            (x, y) = isY ? (x, y - 1) : (x - 1, y);
        }

        return (int)Math.Round(place);
    }

    // From the lowest rank upwards, x's first.
    private void List()
    {
        var place = 0;
        var ranks = new ushort[X + Y];
        From(0, 0, 0);

        void From(int rank, int x, int y)
        {
            if (rank == ranks.Length)
            {
                ranks.CopyTo(_ranks, place++ * ranks.Length);
                return;
            }

            if (x < X)
            {
                ranks[x] = (ushort)rank;
                From(rank + 1, x + 1, y);
            }

            if (y < Y)
            {
                ranks[X + y] = (ushort)rank;
                From(rank + 1, x, y + 1);
            }
        }
    }

    // Each rank is x's with the share of x among those that are left.
    private void Draw()
    {
        var random = new Random((X << 16) + Y);
        for (var place = 0; place < Stored; place++)
        {
            var ranks = _ranks.AsSpan(place * (X + Y), X + Y);
            var (x, y) = (0, 0);
            for (var rank = 0; rank < ranks.Length; rank++)
            {
                ranks[random.Next(ranks.Length - rank) < X - x ? x++ : X + y++] = (ushort)rank;
            }
        }
    }
}
