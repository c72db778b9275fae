using System.Collections.Immutable;

namespace PerfGate.Explaining;

/// <summary>How much of a type was allocated at a stack, as far as the runtime's samples tell: it takes one about every 100 KB.</summary>
/// <param name="Type">The type's whole name.</param>
/// <param name="Frames">The methods, the innermost first; at least one.</param>
/// <param name="Bytes">The bytes that the samples stand for.</param>
/// <param name="Count">How many samples, at least 1.</param>
public sealed record AllocationCount(string Type, ImmutableArray<Frame> Frames, long Bytes, int Count)
{
    /// <summary>The innermost method of the repository's own source; where there is none, the outermost of all.</summary>
    public Frame Owner => StackCount.Owning(Frames);
}
