using System.Collections.Concurrent;

namespace PerfGate.Statistics;

/// <summary>
/// An exact linear rank test that looks at the lowest values of two samples. The null distribution is counted, not
/// approximated, and no distribution of the values is assumed (J. Hájek, Z. Šidák, P. K. Sen, "Theory of Rank Tests", 1999).
/// </summary>
/// <remarks>
/// The noise of a shared machine is a slow state that contaminates some launches: it says nothing about the code, and it
/// blurs a test on all ranks. The scores fall as a parabola from the lowest rank to zero at a depth, so how
/// slow the slow state is, and how often it comes, hardly matters. On recorded noise this catches two to four times as
/// many slowdowns of 10 % as ranks over all values (docs/how-the-gate-decides.md).
/// </remarks>
public sealed class LowerTailTest
{
    private const int ScoreOfLowest = 100;
    private static readonly ConcurrentDictionary<(int, int, int), double[]> Distributions = new();
    private readonly int[] _scores;
    private readonly double[] _upperTail;

    /// <summary>The test for samples of two sizes.</summary>
    /// <param name="x">The size of the sample that may be larger; at least 1.</param>
    /// <param name="y">The size of the other; at least 1.</param>
    /// <param name="depth">How many of the lowest pooled values are looked at; see <see cref="DepthFor"/>.</param>
    public LowerTailTest(int x, int y, int depth)
    {
        var looked = Math.Min(Math.Max(depth, (x + y) / 5), x + y);
        _scores = [.. Enumerable.Range(0, looked).Select(rank => (int)Math.Round(ScoreOfLowest * Math.Pow(1 - (rank / (double)looked), 2)))];
        _upperTail = Distributions.GetOrAdd((x, y, looked), _ => Count(x + y, y, _scores));
    }

    /// <summary>The least p-value that samples of these sizes can give.</summary>
    public double LeastPValue => _upperTail[^1];

    /// <summary>
    /// How deep to look where a build makes that many comparisons: each of the lowest values that belongs to one side
    /// halves the p-value, so as many are needed as the level has binary digits, and a few to spare. It does not depend on
    /// the alpha of a policy, so that more alpha never turns red to green.
    /// </summary>
    public static int DepthFor(int comparisons) => (int)Math.Ceiling(1.3 * Math.Log2(100.0 * Math.Max(1, comparisons)));

    /// <summary>
    /// The one-sided p-value of "x is larger than y": the probability that y holds the lowest ranks as much as seen, or
    /// more. Ties speak against it.
    /// </summary>
    public double PValueGreater(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        // Equal values sort with x first, as if x were the smaller.
        var pooled = new (double Value, bool IsY)[x.Length + y.Length];
        for (var i = 0; i < pooled.Length; i++)
        {
            pooled[i] = i < x.Length ? (x[i], false) : (y[i - x.Length], true);
        }

        Array.Sort(pooled);
        var score = 0;
        for (var rank = 0; rank < _scores.Length; rank++)
        {
            score += pooled[rank].IsY ? _scores[rank] : 0;
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
