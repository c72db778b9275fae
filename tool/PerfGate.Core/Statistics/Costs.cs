using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Statistics;

/// <summary>
/// A sample as what it costs, which is lower when it is better. What disturbs a measurement adds time, and takes away throughput; of what should be high the inverse is a time,
/// and whatever is known of the noise of times holds of it: the least of a launch, the lowest launches, slow states.
/// </summary>
public static class Costs
{
    /// <summary>The sample itself, or of what should be high the inverse of each value.</summary>
    /// <param name="sample">Positive values.</param>
    /// <param name="direction">Which way is better.</param>
    public static Sample Of(Sample sample, MetricDirection direction) => direction == MetricDirection.LowerIsBetter ? sample
        : new Sample([.. sample.Launches.Select(launch => new Launch([.. launch.Iterations.Select(value => 1 / value)]))]);
}
