using Perfolizer.Mathematics.Distributions.ContinuousDistributions;

namespace PerfGate.Statistics.Ranks;

/// <summary>
/// What each rank of the pooled values counts for in a linear rank test, from the lowest upwards: whole numbers, so
/// that their distribution can be counted; ranks beyond the last score count nothing.
/// </summary>
public static class RankScores
{
    // Finer scores tell more arrangements apart, and take longer to count.
    private const int Finest = 100;
    private const int FinestOfLarge = 20;
    private const int Large = 60;

    /// <summary>Scores that fall as a parabola from the lowest rank to zero at a depth.</summary>
    /// <param name="depth">How many ranks count; at least 1.</param>
    public static int[] LowerTail(int depth) =>
        [.. Enumerable.Range(0, depth).Select(rank => (int)Math.Round(FinestOf(depth) * Math.Pow(1 - (rank / (double)depth), 2)))];

    /// <summary>
    /// Scores of all ranks that fall as the quantiles of the normal distribution do (B. L. van der Waerden, "Order Tests for the Two-Sample
    /// Problem", 1952): against normal values as good as a t-test, and better against any other.
    /// </summary>
    /// <param name="all">How many values there are; at least 2.</param>
    public static int[] Normal(int all)
    {
        var highest = NormalDistribution.Standard.Quantile(all / (all + 1.0));
        var scale = FinestOf(all) / (2 * highest);
        return
        [
            .. Enumerable.Range(1, all)
                .Select(rank => (int)Math.Round(scale * (highest - NormalDistribution.Standard.Quantile(rank / (all + 1.0))))),
        ];
    }

    private static int FinestOf(int ranks) => Math.Max(FinestOfLarge, Math.Min(Finest, Finest * Large / ranks));
}
