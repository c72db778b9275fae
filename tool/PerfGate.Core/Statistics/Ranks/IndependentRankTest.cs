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

    /// <summary>P(sum of y's scores >= s) for each s that is possible, by counting arrangements of the ranks that score.</summary>
    private static double[] Count(int all, int y, int[] scores)
    {
        var most = scores.Take(y).Sum();
        var held = Math.Min(y, scores.Length);
        var ways = new double[held + 1, most + 1];
        ways[0, 0] = 1;
        foreach (var score in scores)
        {
            for (var j = held; j >= 1; j--)
            {
                for (var s = most; s >= score; s--)
                {
                    ways[j, s] += ways[j - 1, s - score];
                }
            }
        }

        // What is left of y goes anywhere among the ranks that score nothing.
        var weights = Enumerable.Range(0, held + 1)
            .Select(j => Math.Exp(LogChoose(all - scores.Length, y - j) - LogChoose(all, y)))
            .ToArray();
        var tail = new double[most + 1];
        for (var s = most; s >= 0; s--)
        {
            tail[s] = (s < most ? tail[s + 1] : 0) + Enumerable.Range(0, held + 1).Sum(j => ways[j, s] * weights[j]);
        }

        return [.. tail.Select(p => Math.Min(1, p))];
    }

    private static double LogChoose(int n, int k) => k < 0 || k > n
        ? double.NegativeInfinity
        : Enumerable.Range(1, k).Sum(i => Math.Log((n - k + i) / (double)i));
}
