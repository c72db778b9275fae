namespace PerfGate.Statistics.Permutations;

/// <summary>
/// How far apart launches lie when nothing changed, told from both sides pooled, without a look at which launch is whose: what is chosen by it
/// keeps the level of a test.
/// </summary>
public static class LaunchSpread
{
    /// <summary>The least deviation that is believed, on a logarithmic scale: clocks tick.</summary>
    public const double Least = 1e-5;

    // Chosen on simulated shapes and recordings (docs/evaluation.md): even noise stays below in 98 of 100 builds, recorded noise above.
    private const double MostOfEven = 0.45;
    private const int LeastThatTell = 6;
    private const double MostLopsided = 3;

    // Over the root of the launches: even noise is seldom so lopsided by chance.
    private const double LopsidedByChance = 7;

    private const double LowestShare = 0.7;
    private const int WidestGaps = 2;
    private const double ShareOfBuild = 0.3;
    private const double DegreesOfContaminated = 0.3;
    private const double MostDegrees = 100;

    // The median absolute deviation of a normal distribution of deviation 1.
    private const double NormalMedianDeviation = 0.6745;

    /// <summary>
    /// Whether no slow state contaminates the launches: then the highest lie about as far from the median as the lowest. Where they lie many times as far, most
    /// launches are fast, and where the lowest do, most are slow. The mean of a build's logarithms of how many times as far, as one benchmark's launches are few.
    /// </summary>
    /// <param name="build">The pooled launches of each comparison, on a logarithmic scale, rising; fewer than six tell nothing.</param>
    public static bool IsEven(IReadOnlyList<double[]> build) =>
        build.Where(pooled => pooled.Length >= LeastThatTell).Select(Lopsidedness).DefaultIfEmpty(double.PositiveInfinity).Average() < MostOfEven;

    /// <summary>Deviations and degrees of freedom where a slow state contaminates launches: each comparison's own, hardly drawn towards the build's.</summary>
    public static (double[] Deviations, double Degrees) Contaminated(IReadOnlyList<double[]> build)
    {
        var gaps = build.Select(MeanGap).ToArray();
        var ofBuild = ShareOfBuild * Math.Max(Least, Median(gaps));
        return ([.. gaps.Select(gap => Math.Sqrt((gap * gap) + (ofBuild * ofBuild)))], DegreesOfContaminated);
    }

    /// <summary>
    /// Deviations and degrees of freedom of even noise: as far as the build's benchmarks differ by no more than chance, all have one deviation
    /// (empirical Bayes, on the logarithms of their deviations).
    /// </summary>
    public static (double[] Deviations, double Degrees) Even(IReadOnlyList<double[]> build)
    {
        var logs = build.Select(pooled => Math.Log(Math.Max(Least, Deviation(pooled)))).ToArray();
        var center = Median(logs);
        var spread = Median([.. logs.Select(log => Math.Abs(log - center))]) / NormalMedianDeviation;
        // Of the logarithm of a normal sample's deviation.
        var byChance = 0.5 / (build.Average(pooled => pooled.Length) - 1);
        var beyond = Math.Max(0, (spread * spread) - byChance);
        var ofBuild = byChance / (byChance + beyond);
        var remaining = beyond * ofBuild;
        return (
            [.. logs.Select(log => Math.Exp((ofBuild * center) + ((1 - ofBuild) * log)))],
            remaining == 0 ? MostDegrees : Math.Clamp(0.5 / remaining, 1, MostDegrees));
    }

    private static double Lopsidedness(double[] pooled)
    {
        var median = Median(pooled);
        var (above, below) = (Math.Max(Least, pooled[^1] - median), Math.Max(Least, median - pooled[0]));
        var times = Math.Log(above / below);
        // Where most launches are slow, the median is one of them, and what lies far from it is the fast state.
        return Math.Min(MostLopsided, times < -LopsidedByChance / Math.Sqrt(pooled.Length) ? -times : times);
    }

    // Of the lowest launches, without the widest gaps: those are a change, or the way to a slow state.
    private static double MeanGap(double[] pooled)
    {
        var lowest = Math.Max(3, (int)Math.Ceiling(LowestShare * pooled.Length));
        double[] gaps = [.. Enumerable.Range(1, lowest - 1).Select(i => pooled[i] - pooled[i - 1]).Order()];
        return gaps.Take(Math.Max(1, gaps.Length - WidestGaps)).Average() * pooled.Length / 2;
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
