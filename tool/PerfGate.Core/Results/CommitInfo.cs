namespace PerfGate.Results;

/// <summary>The state of the source that was measured.</summary>
/// <param name="Hash">The commit's full hash.</param>
/// <param name="IsDirty">Whether the working tree differed from the commit.</param>
public sealed record CommitInfo(string Hash, bool IsDirty)
{
    /// <summary>The first seven digits, with a plus sign if the working tree differed.</summary>
    public string Short => Hash[..Math.Min(7, Hash.Length)] + (IsDirty ? "+" : "");
}
