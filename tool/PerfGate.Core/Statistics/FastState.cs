namespace PerfGate.Statistics;

/// <summary>
/// Launch summaries seen as a fast state, which is what the code costs, and a slow one, in which something else had the machine.
/// </summary>
/// <param name="Level">The median of the lowest third of the launches: the fast state's time.</param>
/// <param name="Spread">
/// How far the launches of the fast state lie apart, as a share: 1.4826 times their median absolute deviation from their
/// median, divided by it, which for a normal distribution is the standard deviation. 0 for a single launch.
/// </param>
/// <param name="SlowLaunches">How many launches are more than <see cref="SlowFrom"/> above the level.</param>
/// <param name="Launches">How many launches there are.</param>
public sealed record FastState(double Level, double Spread, int SlowLaunches, int Launches)
{
    /// <summary>How far above the fast state a launch has to be to count as slow, as a share.</summary>
    public const double SlowFrom = 0.15;

    private const double NormalScale = 1.4826;

    /// <summary>The share of launches in a slow state, in [0, 1).</summary>
    public double SlowShare => SlowLaunches / (double)Launches;

    /// <summary>Sums up launches.</summary>
    /// <param name="launches">Positive values, at least one.</param>
    public static FastState Of(IReadOnlyList<double> launches)
    {
        var level = LaunchSummary.Median([.. launches.Order().Take((launches.Count + 2) / 3)]);
        double[] fast = [.. launches.Where(value => value <= (1 + SlowFrom) * level)];
        var median = LaunchSummary.Median(fast);
        var deviation = LaunchSummary.Median([.. fast.Select(value => Math.Abs(value - median))]);
        return new FastState(level, NormalScale * deviation / median, launches.Count - fast.Length, launches.Count);
    }
}
