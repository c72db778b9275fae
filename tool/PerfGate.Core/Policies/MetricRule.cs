using PerfGate.Model;


namespace PerfGate.Policies;

/// <summary>How a metric is judged.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="MinimumEffect">For a sampled metric: the least change that matters, or null for the policy's.</param>
/// <param name="Tolerance">For an exact metric: by how much it may rise, as a share; 0 for not at all.</param>
/// <param name="IsGated">False to show it without judging it.</param>
public sealed record MetricRule(Metric Metric, double? MinimumEffect = null, double Tolerance = 0, bool IsGated = true);
