namespace PerfGate.LazyTensors.Graph;

/// <content>The same elements in another shape.</content>
internal static partial class Shape
{
    public static long[] Transpose(long[] sizes, int first, int second)
    {
        if (first == second)
        {
            return sizes;
        }

        long[] result = [.. sizes];
        (result[first], result[second]) = (result[second], result[first]);
        return result;
    }

    /// <summary>The target with its -1, if it has one, replaced by what is left of the elements.</summary>
    public static long[] Reshape(long[] sizes, ReadOnlySpan<long> target)
    {
        RequireTarget("reshape", sizes, target);
        long elements = Count("reshape", sizes);
        int open = target.IndexOf(-1);
        if (open < 0)
        {
            return Count("reshape", target) == elements ? target.ToArray() : throw Misfit(sizes, target, elements);
        }

        if (target[(open + 1)..].Contains(-1))
        {
            throw GraphException.At("reshape", $"shape {Text(sizes)} cannot become {Text(target)}; only one size can be left open");
        }

        long rest = Count("reshape", target);
        if (rest == 0)
        {
            throw GraphException.At("reshape", $"shape {Text(sizes)} cannot become {Text(target)}; beside a size of 0 the open one could be anything");
        }

        long[] result = target.ToArray();
        result[open] = elements / rest;
        return elements % rest == 0 ? result : throw Misfit(sizes, target, elements);
    }

    /// <summary>The target with every -1 replaced by the size that is there.</summary>
    public static long[] BroadcastTo(long[] sizes, ReadOnlySpan<long> target)
    {
        RequireTarget("broadcast_to", sizes, target);
        long[] result = target.ToArray();
        int added = target.Length - sizes.Length;
        bool fits = added >= 0;
        for (int i = 0; fits && i < result.Length; i++)
        {
            long size = i < added ? 1 : sizes[i - added];
            result[i] = target[i] == -1 && i >= added ? size : target[i];
            fits = result[i] >= 0 && (size == result[i] || size == 1);
        }

        if (!fits)
        {
            throw GraphException.At(
                "broadcast_to",
                $"shape {Text(sizes)} cannot become {Text(target)}; sizes must be equal, or 1 before, counted from the last dimension");
        }

        Count("broadcast_to", result);
        return result;
    }

    private static void RequireTarget(string operation, long[] sizes, ReadOnlySpan<long> target)
    {
        if (target.Length > MaxDimensions || target.ContainsAnyInRange(long.MinValue, -2))
        {
            throw GraphException.At(
                operation,
                $"shape {Text(sizes)} cannot become {Text(target)}; that is no shape of at most {MaxDimensions} dimensions");
        }
    }

    private static GraphException Misfit(long[] sizes, ReadOnlySpan<long> target, long elements) =>
        GraphException.At("reshape", $"shape {Text(sizes)} cannot become {Text(target)}; its {elements} elements do not fit");
}
