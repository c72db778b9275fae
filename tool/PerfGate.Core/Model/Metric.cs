namespace PerfGate.Model;

/// <summary>What was measured.</summary>
/// <param name="Name">The name in configuration, reports and baselines.</param>
/// <param name="Unit">The base unit that values are kept in: <c>ns</c>, <c>B</c>, or empty for a plain count.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="Kind">Whether its values scatter or repeat exactly.</param>
public sealed record Metric(string Name, string Unit, MetricDirection Direction, MetricKind Kind)
{
    /// <summary>Time of one operation, in nanoseconds.</summary>
    public static Metric Time { get; } = new("time", "ns", MetricDirection.LowerIsBetter, MetricKind.Sampled);

    /// <summary>Managed memory allocated by one operation, in bytes.</summary>
    public static Metric Allocated { get; } = new("allocated", "B", MetricDirection.LowerIsBetter, MetricKind.Exact);
}
