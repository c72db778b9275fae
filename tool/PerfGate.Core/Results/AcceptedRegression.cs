using PerfGate.Model;

namespace PerfGate.Results;

/// <summary>A regression that was taken into a baseline on purpose.</summary>
/// <param name="Id">The benchmark.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Share">How much worse it was than the baseline before, as a share; null where that was zero.</param>
/// <param name="Reason">Why it was accepted.</param>
/// <param name="By">Who accepted it.</param>
/// <param name="Since">The day it was accepted.</param>
/// <param name="Until">The last day on which an older baseline, the anchor, does not hold it against the benchmark; null for all days.</param>
public sealed record AcceptedRegression(
    BenchmarkId Id, string Metric, double? Share, string Reason, string By, DateOnly Since, DateOnly? Until);
