using System.Collections.Immutable;

namespace PerfGate.Statistics.Ranks;

/// <summary>
/// The blocks in which two sides are measured in turn. Each has as many launches of one side as of the other, in an order that is drawn as a whole: with six
/// of each there are 924 orders, where six rounds of two would have 64. So a block says more, and what the machine does from block to block is
/// the same for both sides (G. E. P. Box, W. G. Hunter, J. S. Hunter, "Statistics for Experimenters", 1978: block what you can, randomize what you cannot).
/// </summary>
public static class Blocks
{
    // As many as the first look has, as a look stands at the end of a block. Larger blocks hardly say more, and a machine may change within them.
    private const int Size = 6;

    /// <summary>The sizes of the blocks that a number of launches makes, in order; the last may be smaller.</summary>
    /// <param name="launches">The launches of each side.</param>
    public static ImmutableArray<int> Of(int launches) =>
        [.. Enumerable.Repeat(Size, launches / Size), .. launches % Size is > 0 and var rest ? [rest] : Array.Empty<int>()];

    /// <summary>How many launches of each side the next block has.</summary>
    /// <param name="done">The launches made, at the end of a block.</param>
    /// <param name="planned">The launches planned.</param>
    public static int Next(int done, int planned) => Math.Min(Size, planned - done);
}
