using System.Collections.Immutable;

namespace PerfGate.Statistics.Ranks;

/// <summary>
/// A linear rank test of two samples that were measured in blocks. If the sides are the same, a block's values may as well have come in any other of the orders that
/// could have been drawn: the p-value counts them all (R. A. Fisher, "The Design of Experiments", 1935), and no distribution of the values is assumed.
/// What changes from block to block, such as a machine that gets warm, changes both sides.
/// </summary>
public sealed class BlockRankTest : IRankTest
{
    private readonly ImmutableArray<int> _blocks;
    private readonly int _launches;
    private readonly int[] _scores;

    /// <summary>The test for a number of launches.</summary>
    /// <param name="launches">The launches of each side, in <see cref="Blocks"/>; at least 1.</param>
    /// <param name="scores">What each pooled rank counts for, not negative, falling from the lowest upwards.</param>
    public BlockRankTest(int launches, int[] scores)
    {
        _blocks = Blocks.Of(launches);
        _launches = launches;
        _scores = [.. scores.Concat(Enumerable.Repeat(0, 2 * launches)).Take(2 * launches)];
    }

    /// <inheritdoc/>
    public double LeastPValue
    {
        get
        {
            var y = Enumerable.Range(0, _launches).Select(i => (double)i).ToArray();
            return PValueGreater([.. y.Select(value => value + _launches)], y);
        }
    }

    /// <inheritdoc/>
    public double PValueGreater(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var scores = ScoresOf([.. x, .. y]);
        double[] shares = [1];
        var (start, seen) = (0, 0);
        foreach (var size in _blocks)
        {
            var ofY = scores.AsSpan(_launches + start, size);
            foreach (var score in ofY)
            {
                seen += score;
            }

            shares = Convolve(shares, SharesOfBlock([.. scores.AsSpan(start, size), .. ofY], size));
            start += size;
        }

        var tail = 0.0;
        for (var sum = shares.Length - 1; sum >= seen; sum--)
        {
            tail += shares[sum];
        }

        return Math.Min(1, tail);
    }

    // Equal values share the mean of their scores, so that which of them is whose makes no difference.
    private int[] ScoresOf(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort([.. values], order);
        var result = new int[values.Length];
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            var sum = 0;
            for (var rank = start; rank < end; rank++)
            {
                sum += _scores[rank];
            }

            var mean = (int)Math.Round(sum / (double)(end - start));
            for (var rank = start; rank < end; rank++)
            {
                result[order[rank]] = mean;
            }

            start = end;
        }

        return result;
    }

    /// <summary>For each sum, the share of all orders of a block in which the scores of y have that sum.</summary>
    private static double[] SharesOfBlock(int[] scores, int size)
    {
        int[] counting = [.. scores.Where(score => score > 0).OrderDescending()];
        var held = Math.Min(size, counting.Length);
        var ways = new double[held + 1][];
        for (var j = 0; j <= held; j++)
        {
            ways[j] = new double[counting.Take(held).Sum() + 1];
        }

        ways[0][0] = 1;
        foreach (var score in counting)
        {
            for (var j = held; j >= 1; j--)
            {
                if (score < ways[j].Length)
                {
                    VectorSums.AddTimes(ways[j - 1].AsSpan(0, ways[j].Length - score), 1, ways[j].AsSpan(score));
                }
            }
        }

        // What is left of y goes anywhere among the ranks that score nothing.
        var shares = new double[ways[0].Length];
        for (var j = 0; j <= held; j++)
        {
            var share = Choose(scores.Length - counting.Length, size - j) / Choose(scores.Length, size);
            for (var sum = 0; share > 0 && sum < shares.Length; sum++)
            {
                shares[sum] += ways[j][sum] * share;
            }
        }

        return shares;
    }

    private static double[] Convolve(double[] a, double[] b)
    {
        var result = new double[a.Length + b.Length - 1];
        for (var i = 0; i < b.Length; i++)
        {
            if (b[i] > 0)
            {
                VectorSums.AddTimes(a, b[i], result.AsSpan(i));
            }
        }

        return result;
    }

    private static double Choose(int n, int k)
    {
        var ways = k > n ? 0.0 : 1;
        for (var i = 1; i <= k && i <= n; i++)
        {
            ways = ways * (n - k + i) / i;
        }

        return ways;
    }
}
