namespace PerfGate.Statistics;

/// <summary>A confidence interval; a bound that the data cannot give is infinite, or zero for a ratio.</summary>
/// <param name="Lower">The lower bound.</param>
/// <param name="Upper">The upper bound.</param>
public readonly record struct Interval(double Lower, double Upper);
