namespace PerfGate.LazyTensors.Graph;

/// <content>Parts of tensors, and tensors made of parts.</content>
internal static partial class Shape
{
    /// <summary>The shape of a slice, and where it begins, as eager counts: negative places from the end, and what is beyond an end at it.</summary>
    public static (long[] Sizes, SliceRange Range) Slice(long[] sizes, int dimension, long start, long finish, long step)
    {
        if (sizes.Length == 0)
        {
            throw GraphException.At("slice", "a scalar has no dimension to cut");
        }

        long size = sizes[dimension];
        long first = Math.Clamp(start < 0 ? start + size : start, 0, size);
        long end = Math.Clamp(finish < 0 ? finish + size : finish, first, size);
        var range = new SliceRange(first, step);
        if (!range.IsPackable)
        {
            throw GraphException.At("slice", $"shape {Text(sizes)} cannot be cut from {first} in steps of {step}; a step is from 1 to {SliceRange.LargestStep}");
        }

        long[] result = [.. sizes];
        result[dimension] = (end - first + step - 1) / step;
        return (result, range);
    }

    /// <summary>The shape of tensors one after the other along a dimension.</summary>
    public static long[] Cat(ReadOnlySpan<LazyTensor> tensors, int dimension)
    {
        long[] first = tensors[0].Sizes, result = [.. first];
        if (first.Length == 0)
        {
            throw GraphException.At("cat", "scalars have no dimension along which they could follow each other");
        }

        foreach (LazyTensor next in tensors[1..])
        {
            bool fits = next.Sizes.Length == first.Length;
            for (int i = 0; fits && i < first.Length; i++)
            {
                fits = i == dimension || next.Sizes[i] == first[i];
            }

            if (!fits)
            {
                throw GraphException.At("cat", $"shapes {Text(first)} and {Text(next.Sizes)} differ in more than dimension {dimension}");
            }

            // Below 2⁶³ each, so that a sum that is too large is negative.
            result[dimension] += next.Sizes[dimension];
            if (result[dimension] < 0)
            {
                throw GraphException.At("cat", $"shapes {Text(first)} and {Text(next.Sizes)} together have more elements than can be counted");
            }
        }

        return Counted("cat", result);
    }

    /// <summary>Refuses places that do not fit what they are places in: all dimensions but one must be no larger.</summary>
    public static void RequireGatherable(long[] sizes, int dimension, long[] index)
    {
        bool fits = sizes.Length == index.Length;
        for (int i = 0; fits && i < sizes.Length; i++)
        {
            fits = i == dimension || index[i] <= sizes[i];
        }

        if (!fits)
        {
            throw GraphException.At("gather", $"places {Text(index)} do not fit shape {Text(sizes)}; but for dimension {dimension} none may be larger");
        }
    }

    /// <summary>The shape of rows of a table.</summary>
    public static long[] Embedding(long[] index, long[] table) => table.Length == 2
        ? Counted("embedding", [.. index, table[1]])
        : throw GraphException.At("embedding", $"shape {Text(table)} is no table [rows, columns]");

    /// <summary>Refuses what cannot take the place of some of a tensor's elements along a dimension.</summary>
    public static void RequireCopyable(long[] sizes, int dimension, long[] index, long[] source)
    {
        bool fits = sizes.Length > 0 && index.Length == 1 && source.Length == sizes.Length;
        for (int i = 0; fits && i < sizes.Length; i++)
        {
            fits = source[i] == (i == dimension ? index[0] : sizes[i]);
        }

        if (!fits)
        {
            throw GraphException.At(
                "index_copy",
                $"{Text(source)} does not fit {Text(index)} places along dimension {dimension} of {Text(sizes)}; the places must be [n], and the source has n in that dimension and is as large in the others");
        }
    }
}
