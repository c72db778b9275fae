namespace PerfGate.LazyTensors.Graph;

/// <summary>Infers result shapes. Sizes are in elements, outermost dimension first; an empty array is a scalar.</summary>
internal static partial class Shape
{
    /// <summary>libtorch's own limit.</summary>
    public const int MaxDimensions = 64;

    /// <summary>How many elements a tensor of these sizes has.</summary>
    public static long Elements(ReadOnlySpan<long> sizes)
    {
        long elements = 1;
        foreach (long size in sizes)
        {
            elements *= size;
        }

        return elements;
    }

    public static string Text(ReadOnlySpan<long> sizes) => $"[{string.Join(", ", sizes.ToArray())}]";

    /// <summary>The shape that two operands are expanded to: size 1 (or no dimension) gives way to any size.</summary>
    public static long[] Broadcast(string operation, long[] left, long[] right)
    {
        if (ReferenceEquals(left, right) || left.AsSpan().SequenceEqual(right))
        {
            return left;
        }

        long[] result = TryBroadcast(left, right) ?? throw GraphException.At(
            operation,
            $"shapes {Text(left)} and {Text(right)} do not broadcast; sizes must be equal or 1, counted from the last dimension");
        return Counted(operation, result);
    }

    /// <summary>A dimension counted from the front. Negative ones count from the end; a scalar has one, as in eager.</summary>
    public static int Dimension(string operation, long[] sizes, long dimension)
    {
        int count = Math.Max(1, sizes.Length);
        if (dimension < -count || dimension >= count)
        {
            throw GraphException.At(operation, $"shape {Text(sizes)} has no dimension {dimension}; it must be from {-count} to {count - 1}");
        }

        return (int)(dimension < 0 ? dimension + count : dimension);
    }

    /// <summary>Sizes whose elements can be counted; those of operations are made by multiplying, and may be too large.</summary>
    /// <exception cref="GraphException">There are more than a 64-bit number counts.</exception>
    public static long[] Counted(string operation, long[] sizes)
    {
        Count(operation, sizes);
        return sizes;
    }

    /// <summary>The number of elements.</summary>
    /// <remarks>Sizes beside a 0 count as well: libtorch multiplies them into strides.</remarks>
    public static long Count(string operation, ReadOnlySpan<long> sizes)
    {
        Int128 count = 1;
        foreach (long size in sizes)
        {
            // A size that is left open counts as 1.
            count *= Math.Max(1, size);
            if (count > long.MaxValue)
            {
                throw GraphException.At(operation, $"shape {Text(sizes)} has more elements than can be counted");
            }
        }

        return sizes.Contains(0) ? 0 : (long)count;
    }

    private static long[]? TryBroadcast(ReadOnlySpan<long> left, ReadOnlySpan<long> right)
    {
        long[] result = new long[Math.Max(left.Length, right.Length)];
        for (int back = 1; back <= result.Length; back++)
        {
            long a = back <= left.Length ? left[^back] : 1;
            long b = back <= right.Length ? right[^back] : 1;
            if (a != b && a != 1 && b != 1)
            {
                return null;
            }

            result[^back] = a == 1 ? b : a;
        }

        return result;
    }
}
