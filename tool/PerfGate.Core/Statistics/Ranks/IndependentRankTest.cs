namespace PerfGate.Statistics.Ranks;

/// <summary>
/// A linear rank test of two samples that were measured apart. The null distribution is counted, not approximated, and
/// no distribution of the values is assumed (J. Hájek, Z. Šidák, P. K. Sen, "Theory of Rank Tests", 1999).
/// </summary>
public sealed class IndependentRankTest : IRankTest
{
    private readonly int[] _scores;
    private readonly double[] _upperTail;

    /// <summary>The test for samples of two sizes.</summary>
    /// <param name="x">The size of the sample that may be larger; at least 1.</param>
    /// <param name="y">The size of the other; at least 1.</param>
    /// <param name="scores">What each pooled rank counts for, not negative, falling from the lowest upwards.</param>
    public IndependentRankTest(int x, int y, int[] scores)
    {
        _scores = [.. scores.Take(x + y)];
        _upperTail = Count(x + y, y, [.. _scores.Where(score => score > 0)]);
    }

    /// <inheritdoc/>
    public double LeastPValue => _upperTail[^1];

    /// <inheritdoc/>
    public double PValueGreater(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] sortedX = [.. x], sortedY = [.. y];
        Array.Sort(sortedX);
        Array.Sort(sortedY);
        var (score, before) = (0, 0);
        for (var i = 0; i < sortedY.Length; i++)
        {
            // Of equal values x comes first, as if x were the smaller.
            while (before < sortedX.Length && sortedX[before] <= sortedY[i])
            {
                before++;
            }

            score += before + i < _scores.Length ? _scores[before + i] : 0;
        }

        return _upperTail[Math.Min(score, _upperTail.Length - 1)];
    }

    /// <summary>
    /// P(sum of y's scores >= s) for each s that is possible, rank by rank: with j of y among the k lowest ranks, the next one is y's with a probability of (y - j) / (all - k). Probabilities
    /// are added and not arrangements, of which a thousand values have more than a double can hold.
    /// </summary>
    private static double[] Count(int all, int y, int[] scores)
    {
        var held = Math.Min(y, scores.Length);
        // The most that so many of y can score, and all of the lowest ranks.
        var highest = new int[scores.Length + 1];
        for (var k = 0; k < scores.Length; k++)
        {
            highest[k + 1] = highest[k] + scores[k];
        }

        var shares = Enumerable.Range(0, held + 1).Select(j => new double[highest[j] + 1]).ToArray();
        shares[0][0] = 1;
        for (var k = 0; k < scores.Length; k++)
        {
            // With fewer, the ranks above could not hold what is left of y.
            for (var j = Math.Min(k + 1, held); j >= Math.Max(0, y - (all - k)); j--)
            {
                if (j <= k)
                {
                    VectorSums.Scale(shares[j].AsSpan(Least(j, k)), 1 - ((y - j) / (double)(all - k)));
                }

                if (j >= 1)
                {
                    var least = Least(j - 1, k);
                    VectorSums.AddTimes(shares[j - 1].AsSpan(least), (y - j + 1) / (double)(all - k), shares[j].AsSpan(least + scores[k]));
                }
            }
        }

        var tail = new double[highest[held] + 1];
        foreach (var share in shares)
        {
            VectorSums.AddTimes(share, 1, tail);
        }

        for (var s = tail.Length - 2; s >= 0; s--)
        {
            tail[s] += tail[s + 1];
        }

        return [.. tail.Select(p => Math.Min(1, p))];

        // The least that j of the k lowest ranks score.
        int Least(int j, int k) => highest[k] - highest[k - j];
    }
}
