using System.Collections.Immutable;

namespace PerfGate.Explaining;

/// <summary>How often a stack was seen inside the benchmark.</summary>
/// <param name="Frames">The methods, the innermost first, up to and without what measures; at least one.</param>
/// <param name="Count">How many samples, at least 1.</param>
public sealed record StackCount(ImmutableArray<Frame> Frames, int Count)
{
    /// <summary>Where the processor was.</summary>
    public Frame Leaf => Frames[0];

    /// <summary>The innermost method of the repository's own source; where there is none, the outermost of all, which is nearest to the benchmark.</summary>
    public Frame Owner => Owning(Frames);

    internal static Frame Owning(ImmutableArray<Frame> frames)
    {
        foreach (var frame in frames)
        {
            if (frame.IsOwn)
            {
                return frame;
            }
        }

        return frames[^1];
    }
}
