using System.Collections.Immutable;
using PerfGate.Model;

namespace PerfGate.Results;

/// <summary>Of what source, when and with what a run was measured.</summary>
/// <param name="Commit">The source, or null if it is not known.</param>
/// <param name="MeasuredAt">When the run began, or null if it is not known.</param>
/// <param name="ToolVersion">The version of PerfGate that measured, or null if it was not PerfGate.</param>
public sealed record RunProvenance(CommitInfo? Commit, DateTimeOffset? MeasuredAt, string? ToolVersion)
{
    /// <summary>Nothing is known: results that PerfGate did not measure.</summary>
    public static RunProvenance Unknown { get; } = new(null, null, null);

    /// <summary>The name of the release whose anchor this is, or null.</summary>
    public string? Anchor { get; init; }

    /// <summary>The regressions that were accepted when it was stored.</summary>
    public ImmutableArray<AcceptedRegression> Accepted { get; init; } = [];

    /// <summary>Of which shard it is; null where a suite was not dealt out.</summary>
    public Shard? Shard { get; init; }

    /// <inheritdoc/>
    public bool Equals(RunProvenance? other) =>
        other is not null && (Commit, MeasuredAt, ToolVersion, Anchor, Shard) == (other.Commit, other.MeasuredAt, other.ToolVersion, other.Anchor, other.Shard)
        && Accepted.SequenceEqual(other.Accepted);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Commit, MeasuredAt, ToolVersion, Anchor, Accepted.Length);
}
