using System.Collections.Immutable;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Gating.Model;

/// <summary>One side of a comparison in numbers.</summary>
/// <param name="Launches">How many launches there are.</param>
/// <param name="Value">The median over the launches of what is compared: of a sampled metric, of each launch's best iteration; for time, that is the least.</param>
/// <param name="Median">The median over all iterations.</param>
public sealed record Side(int Launches, double Value, double Median)
{
    /// <summary>Of a sampled metric, each launch's best iteration, in the order of measuring and in the metric's base unit; empty for an exact one.</summary>
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>Sums up a sample.</summary>
    public static Side Of(Sample sample, Metric metric)
    {
        var median = LaunchSummary.Median(sample);
        if (metric.Kind == MetricKind.Exact)
        {
            return new Side(sample.Launches.Length, median, median);
        }

        var best = LaunchSummary.Best(sample, metric.Direction);
        return new Side(sample.Launches.Length, LaunchSummary.Median(best), median) { Values = [.. best] };
    }
}
