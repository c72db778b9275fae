namespace PerfGate.Gating.Model;

/// <summary>What a benchmark and metric is against the anchor: the baseline of a release, which small steps do not move.</summary>
/// <param name="Name">The anchor's name.</param>
/// <param name="Comparison">The comparison with it.</param>
/// <param name="Verdict">What is said of it.</param>
public sealed record AgainstAnchor(string Name, Comparison Comparison, Verdict Verdict);
