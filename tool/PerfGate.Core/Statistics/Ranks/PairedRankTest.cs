namespace PerfGate.Statistics.Ranks;

/// <summary>
/// A linear rank test of two samples that were measured in rounds, each with one value of both. Whichever side goes first in a
/// round is drawn, so if the sides are the same, the two values of a round may as well be swapped: the p-value counts all ways to
/// swap (R. A. Fisher, "The Design of Experiments", 1935). What changes from round to round, such as a machine that gets warm, changes both.
/// </summary>
public sealed class PairedRankTest : IRankTest
{
    private readonly int _pairs;
    private readonly int[] _scores;

    /// <summary>The test for a number of rounds.</summary>
    /// <param name="pairs">How many rounds; at least 1.</param>
    /// <param name="scores">What each pooled rank counts for, not negative, falling from the lowest upwards.</param>
    public PairedRankTest(int pairs, int[] scores)
    {
        _pairs = pairs;
        _scores = [.. scores.Concat(Enumerable.Repeat(0, 2 * pairs)).Take(2 * pairs)];
    }

    /// <inheritdoc/>
    public double LeastPValue
    {
        get
        {
            // The lowest values are all y's, each of another round.
            var score = Enumerable.Range(0, _pairs).Select(i => (double)i).ToArray();
            return PValueGreater([.. score.Select(value => value + _pairs)], score);
        }
    }

    /// <inheritdoc/>
    public double PValueGreater(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var scores = ScoresOf([.. x, .. y]);
        var (highs, lows, seen) = (new int[_pairs], 0, 0);
        for (var i = 0; i < _pairs; i++)
        {
            highs[i] = Math.Abs(scores[i] - scores[_pairs + i]);
            lows += Math.Min(scores[i], scores[_pairs + i]);
            seen += scores[_pairs + i];
        }

        return ShareAtLeast(seen - lows, [.. highs.Where(difference => difference > 0)]);
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

            var mean = (int)Math.Round(_scores.AsSpan(start, end - start).ToArray().Average());
            foreach (var index in order.AsSpan(start, end - start))
            {
                result[index] = mean;
            }

            start = end;
        }

        return result;
    }

    /// <summary>The share of all subsets of the differences whose sum is at least what was seen.</summary>
    private static double ShareAtLeast(int seen, int[] differences)
    {
        var shares = new double[differences.Sum() + 1];
        shares[0] = 1;
        var most = 0;
        foreach (var difference in differences)
        {
            most += difference;
            for (var sum = most; sum >= 0; sum--)
            {
                shares[sum] = (shares[sum] + (sum >= difference ? shares[sum - difference] : 0)) / 2;
            }
        }

        return Math.Min(1, shares.Skip(seen).Sum());
    }
}
