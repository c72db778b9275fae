using System.Collections.Concurrent;
using Perfolizer.Mathematics.SignificanceTesting.MannWhitney;

namespace PerfGate.Statistics;

/// <summary>
/// The exact distribution of Mann and Whitney's U, the number of pairs (x, y) with x &gt; y, when x and y come from one
/// distribution (H. B. Mann, D. R. Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger
/// than the Other", 1947).
/// </summary>
public static class MannWhitney
{
    // The exact count of arrangements fits into 64 bits up to here; beyond, Edgeworth's series agrees to a thousandth.
    private const int LargestExact = 60;

    private static readonly ConcurrentDictionary<(int, int), double[]> Distributions = new();

    /// <summary>
    /// The one-sided p-value of "x is larger than y": the probability of a U at least as large as the one seen.
    /// Ties count as half a pair, rounded against significance.
    /// </summary>
    /// <param name="x">Non-empty.</param>
    /// <param name="y">Non-empty.</param>
    public static double PValueGreater(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var twiceU = 0;
        foreach (var a in x)
        {
            foreach (var b in y)
            {
                twiceU += a > b ? 2 : a == b ? 1 : 0;
            }
        }

        return UpperTail(x.Length, y.Length, twiceU / 2);
    }

    /// <summary>The least p-value that samples of these sizes can give: 1 / C(n + m, n).</summary>
    public static double LeastPValue(int n, int m) => UpperTail(n, m, n * m);

    /// <summary>
    /// How many of the n·m sorted pairwise differences to step in from either end for a confidence bound whose
    /// one-sided error is at most <paramref name="alpha"/>; 0 if the samples are too small to give one.
    /// </summary>
    public static int Margin(int n, int m, double alpha)
    {
        var distribution = Distribution(n, m);
        var margin = 0;
        while (margin < distribution.Length && distribution[margin] <= alpha)
        {
            margin++;
        }

        return margin;
    }

    // P(U >= u) = P(U <= nm - u): the distribution is symmetric.
    private static double UpperTail(int n, int m, int u) => Distribution(n, m)[(n * m) - u];

    private static double Arrangements(int n, int m) =>
        Enumerable.Range(1, n).Aggregate(1.0, (product, k) => product * (m + k) / k);

    private static double[] Distribution(int n, int m) => Distributions.GetOrAdd((n, m), Cumulate);

    private static double[] Cumulate((int N, int M) size)
    {
        IMannWhitneyCdf cdf = size.N + size.M <= LargestExact
            ? new MannWhitneyLoefflerExactCdf()
            : new MannWhitneyEdgeworthApproxCdf();
        // Perfolizer's Cdf(u) is P(U < u); the series can leave [0, 1] at the ends, where one arrangement is the least.
        var least = 1 / Arrangements(size.N, size.M);
        return [.. Enumerable.Range(1, size.N * size.M).Select(u => Math.Clamp(cdf.Cdf(size.N, size.M, u), least, 1)), 1];
    }
}
