namespace PerfGate.LazyTensors.Fusion;

/// <summary>How a fused kernel, whose results are rows of columns, reads an operand that broadcasts to them.</summary>
/// <param name="Access">How a row is read.</param>
/// <param name="PerRow">Elements to advance from row to row; -1 for as many as there are columns.</param>
/// <param name="Columns">How many columns a row must have for that; 0 for any.</param>
internal readonly record struct RowAccess(InputAccess Access, long PerRow, long Columns)
{
    /// <summary>A kernel starts anew with every row: what is shorter is not worth it.</summary>
    private const long FewestColumns = 8;

    /// <summary>How to read it, or null where rows and columns cannot express that.</summary>
    /// <param name="result">Sizes of the result.</param>
    /// <param name="operand">Sizes of the operand, which broadcasts to the result.</param>
    public static RowAccess? For(long[] result, long[] operand)
    {
        if (ReferenceEquals(result, operand))
        {
            return new RowAccess(InputAccess.Contiguous, -1, 0);
        }

        ReadOnlySpan<long> sizes = operand.AsSpan().TrimStart(1L);
        if (sizes.SequenceEqual(result.AsSpan().TrimStart(1L)))
        {
            return new RowAccess(InputAccess.Contiguous, -1, 0);
        }

        if (sizes.IsEmpty)
        {
            return new RowAccess(InputAccess.RowConstant, 0, 0);
        }

        return sizes.Length < result.Length && sizes.SequenceEqual(result.AsSpan(^sizes.Length..))
            ? IfLongEnough(new RowAccess(InputAccess.Contiguous, 0, Product(sizes)))
            : IsPrefix(result, operand, out long columns) ? IfLongEnough(new RowAccess(InputAccess.RowConstant, 1, columns)) : null;
    }

    private static RowAccess? IfLongEnough(RowAccess access) => access.Columns >= FewestColumns ? access : null;

    /// <summary>Whether the operand has the result's sizes, but for dimensions of size 1 at its end.</summary>
    private static bool IsPrefix(long[] result, long[] operand, out long columns)
    {
        int end = operand.Length;
        while (end > 0 && operand[end - 1] == 1)
        {
            end--;
        }

        columns = operand.Length == result.Length ? Product(result.AsSpan(end)) : 0;
        return operand.Length == result.Length && operand.AsSpan(..end).SequenceEqual(result.AsSpan(..end));
    }

    private static long Product(ReadOnlySpan<long> sizes)
    {
        long product = 1;
        foreach (long size in sizes)
        {
            product *= size;
        }

        return product;
    }
}
