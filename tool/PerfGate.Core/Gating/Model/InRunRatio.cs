using PerfGate.Model;
using PerfGate.Statistics;

namespace PerfGate.Gating.Model;

/// <summary>The ratio of two benchmarks' times inside one run, such as lazy / eager.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Id">The benchmark whose time is divided.</param>
/// <param name="Partner">The benchmark whose time divides.</param>
/// <param name="Value">The time of <paramref name="Id"/>, in nanoseconds.</param>
/// <param name="PartnerValue">The time of <paramref name="Partner"/>, in nanoseconds.</param>
/// <param name="Ratio">The ratio's estimate.</param>
/// <param name="Interval">Its 95 % confidence interval.</param>
/// <param name="BaselineRatio">The same ratio in the baseline, or null if it has none.</param>
/// <param name="Changed">Whether the ratio rose by more than the minimum effect against a baseline of another environment.</param>
public sealed record InRunRatio(
    string Name, BenchmarkId Id, BenchmarkId Partner, double Value, double PartnerValue, double Ratio, Interval Interval,
    double? BaselineRatio, bool Changed);
