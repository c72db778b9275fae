using System.Collections.Immutable;
using PerfGate.Model;

namespace PerfGate.Histories;

/// <summary>How one metric of one benchmark went on.</summary>
/// <param name="Id">The benchmark.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Points">Its values, in the order of the sessions; at least one.</param>
public sealed record HistorySeries(BenchmarkId Id, Metric Metric, ImmutableArray<HistoryPoint> Points)
{
    /// <inheritdoc/>
    public bool Equals(HistorySeries? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Metric);
}
