using System.Collections.Immutable;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Histories.Changes;

/// <summary>A change of one benchmark and metric.</summary>
/// <param name="Series">What changed.</param>
/// <param name="Before">The index of the last session before it; of creep, of the first one of it.</param>
/// <param name="After">The index of the first session after it; of creep, of the last one of it.</param>
/// <param name="IsCreep">Whether it is no step, but many small ones from <see cref="Before"/> to <see cref="After"/>.</param>
/// <param name="From">The level before, in the metric's base unit.</param>
/// <param name="To">The level after.</param>
/// <param name="PValue">How likely an unchanged history is to show as much, before the suite's correction; null where the metric repeats exactly, so that nothing was tested.</param>
public sealed record HistoryChange(HistorySeries Series, int Before, int After, bool IsCreep, double From, double To, double? PValue)
{
    /// <summary>The level after, divided by that before; null where that was zero.</summary>
    public double? Ratio => From == 0 ? null : To / From;

    /// <summary>Whether it is for the worse.</summary>
    public bool IsWorse => Series.Metric.Direction == MetricDirection.LowerIsBetter ? To > From : To < From;

    /// <summary>By how much it is for the worse, as a share of the better level: 0.15 is 15 %. Negative where it is for the better; null from or to zero.</summary>
    public double? Share => From == 0 || To == 0 ? null : (Series.Metric.Direction == MetricDirection.LowerIsBetter ? To / From : From / To) - 1;

    /// <summary>Who accepted it and why; null where nobody did.</summary>
    public AcceptedRegression? Accepted { get; init; }

    /// <summary>What else changed at the same session, in words: the harness, the machine, most of the suite.</summary>
    public ImmutableArray<string> Beside { get; init; } = [];
}
