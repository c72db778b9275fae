using System.Collections.Immutable;

namespace PerfGate.Explaining;

/// <summary>A commit between both sides.</summary>
/// <param name="Hash">Its full hash; empty for what is not committed.</param>
/// <param name="Subject">The first line of its message.</param>
/// <param name="Files">The files of it in which methods stand that grew; empty if none does, or nobody knows.</param>
public sealed record SourceChange(string Hash, string Subject, ImmutableArray<string> Files);
