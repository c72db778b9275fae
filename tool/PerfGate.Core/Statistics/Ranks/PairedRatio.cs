namespace PerfGate.Statistics.Ranks;

/// <summary>
/// How many times one quantity is another that the same launches measured. Each launch gives one ratio, so what disturbs or favours a launch
/// as a whole cancels out.
/// </summary>
/// <remarks>
/// The estimate is the median of all pairwise means of the launches' ratios, on the log scale, and the interval is what Wilcoxon's signed-rank
/// test does not reject (J. L. Hodges, E. L. Lehmann, "Estimates of Location Based on Rank Tests", 1963; F. Wilcoxon, "Individual Comparisons
/// by Ranking Methods", 1945). The test's distribution is counted, not approximated. It takes for granted that, the ratio aside, the two
/// quantities of a launch may as well be swapped.
/// </remarks>
/// <param name="Ratio">The estimate; positive.</param>
/// <param name="Interval">Its confidence interval; from 0 to infinity where the launches are too few to give one.</param>
/// <param name="Launches">How many launches measured both.</param>
public sealed record PairedRatio(double Ratio, Interval Interval, int Launches)
{
    /// <summary>Estimates x / y.</summary>
    /// <param name="x">One positive number for each launch; at least one.</param>
    /// <param name="y">The same of the other quantity. Values of one index are of one launch; those without a partner count for nothing.</param>
    /// <param name="alpha">One minus the confidence.</param>
    public static PairedRatio Of(IEnumerable<double> x, IEnumerable<double> y, double alpha = RatioTest.IntervalAlpha)
    {
        double[] logs = [.. x.Zip(y, (a, b) => Math.Log(a / b))];
        double[] means = [.. logs.SelectMany((a, i) => logs.Skip(i).Select(b => (a + b) / 2)).Order()];
        var excluded = Excluded(logs.Length, alpha / 2);
        return new PairedRatio(
            Math.Exp(LaunchSummary.Median(means)),
            excluded == 0 ? new Interval(0, double.PositiveInfinity) : new Interval(Math.Exp(means[excluded - 1]), Math.Exp(means[^excluded])),
            logs.Length);
    }

    /// <summary>How many rank sums, from the lowest, are together no likelier than alpha: so many means fall out on each side.</summary>
    private static int Excluded(int launches, double alpha)
    {
        var shares = new double[(launches * (launches + 1) / 2) + 1];
        shares[0] = 1;
        for (var rank = 1; rank <= launches; rank++)
        {
            for (var sum = shares.Length - 1; sum >= 0; sum--)
            {
                shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2;
            }
        }

        var (count, total) = (0, shares[0]);
        while (total <= alpha && count < shares.Length - 1)
        {
            total += shares[++count];
        }

        return count;
    }
}
