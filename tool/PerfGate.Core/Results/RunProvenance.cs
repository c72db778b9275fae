namespace PerfGate.Results;

/// <summary>Of what source, when and with what a run was measured.</summary>
/// <param name="Commit">The source, or null if it is not known.</param>
/// <param name="MeasuredAt">When the run began, or null if it is not known.</param>
/// <param name="ToolVersion">The version of PerfGate that measured, or null if it was not PerfGate.</param>
public sealed record RunProvenance(CommitInfo? Commit, DateTimeOffset? MeasuredAt, string? ToolVersion)
{
    /// <summary>Nothing is known: results that PerfGate did not measure.</summary>
    public static RunProvenance Unknown { get; } = new(null, null, null);
}
