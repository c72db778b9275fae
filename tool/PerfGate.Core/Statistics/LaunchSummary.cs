using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Statistics;

/// <summary>How the iterations of one launch become one number.</summary>
public static class LaunchSummary
{
    /// <summary>
    /// The least iteration of each launch. What disturbs a measurement only ever adds time, in bursts longer than an
    /// iteration, so the least is nearest to what the code itself costs: on recorded noise it finds two to three times
    /// as many slowdowns as the median, at the same rate of false alarms.
    /// </summary>
    public static double[] Minima(Sample sample) => [.. sample.Launches.Select(launch => launch.Iterations.Min())];

    /// <summary>The best iteration of each launch: the least, or of what should be high the highest. What disturbs makes worse.</summary>
    public static double[] Best(Sample sample, MetricDirection direction) => direction == MetricDirection.LowerIsBetter
        ? Minima(sample)
        : [.. sample.Launches.Select(launch => launch.Iterations.Max())];

    /// <summary>The median over all iterations of all launches: what people expect to see beside a verdict.</summary>
    public static double Median(Sample sample) =>
        Median([.. sample.Launches.SelectMany(launch => launch.Iterations)]);

    /// <summary>The median of at least one value.</summary>
    public static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
