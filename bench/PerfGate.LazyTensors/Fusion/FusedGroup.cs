namespace PerfGate.LazyTensors.Fusion;

/// <summary>A fused kernel in a graph: what it computes, and on which values.</summary>
/// <param name="Body">The operations.</param>
/// <param name="Operands">Places of the values it reads, in the order of the body's inputs.</param>
/// <param name="RowStrides">How many elements each operand advances from row to row.</param>
/// <param name="Scalars">The numbers of its scalar operations.</param>
/// <param name="Rows">Rows of each result.</param>
/// <param name="Columns">Elements of a row.</param>
internal sealed record FusedGroup(FusedBody Body, int[] Operands, long[] RowStrides, double[] Scalars, long Rows, long Columns)
{
    /// <summary>The compiled kernel.</summary>
    public FusedKernel Kernel => field ??= FusedKernel.For(Body);

    /// <summary>The same, on operands that stand elsewhere.</summary>
    public FusedGroup At(ReadOnlySpan<int> places)
    {
        int[] moved = new int[Operands.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] = places[Operands[i]];
        }

        return this with { Operands = moved };
    }
}
