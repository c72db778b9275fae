namespace PerfGate.Policies;

/// <summary>An exception for some benchmarks; of several that match, the last one that sets a value wins.</summary>
/// <param name="Match">Which benchmarks: a <see cref="Glob"/> over full names, with or without parameters.</param>
/// <param name="MinimumEffect">The least change in time that matters, or null to leave it.</param>
/// <param name="Tolerance">By how much exact metrics may rise, as a share, or null to leave it.</param>
/// <param name="IsGated">False to show them without judging them, or null to leave it.</param>
public sealed record BenchmarkRule(Glob Match, double? MinimumEffect = null, double? Tolerance = null, bool? IsGated = null);
