namespace PerfGate.LazyTensors.Graph;

/// <summary>Infers result shapes. Sizes are in elements, outermost dimension first; an empty array is a scalar.</summary>
internal static class Shape
{
    public static string Text(ReadOnlySpan<long> sizes) => $"[{string.Join(", ", sizes.ToArray())}]";

    /// <summary>The shape that two operands are expanded to: size 1 (or no dimension) gives way to any size.</summary>
    public static long[] Broadcast(string operation, long[] left, long[] right)
    {
        if (ReferenceEquals(left, right) || left.AsSpan().SequenceEqual(right))
        {
            return left;
        }

        return TryBroadcast(left, right) ?? throw GraphException.At(
            operation,
            $"shapes {Text(left)} and {Text(right)} do not broadcast; sizes must be equal or 1, counted from the last dimension");
    }

    /// <summary>The shape of a matrix product; the dimensions before the last two are a batch and broadcast.</summary>
    public static long[] MatMul(string operation, long[] left, long[] right)
    {
        if (left.Length < 2 || right.Length < 2)
        {
            throw GraphException.At(operation, $"shapes {Text(left)} and {Text(right)} are not both matrices, or batches of matrices");
        }

        if (left[^1] != right[^2])
        {
            throw GraphException.At(operation, $"shapes {Text(left)} and {Text(right)} do not fit; {left[^1]} columns meet {right[^2]} rows");
        }

        if (left.Length == 2 && right.Length == 2)
        {
            return [left[0], right[1]];
        }

        long[] batch = TryBroadcast(left.AsSpan(..^2), right.AsSpan(..^2)) ?? throw GraphException.At(
            operation,
            $"the batches of shapes {Text(left)} and {Text(right)} do not broadcast");
        return [.. batch, left[^2], right[^1]];
    }

    /// <summary>The shape of <c>x·weightᵀ + bias</c>, where weight is [out, in] and bias, if any, [out].</summary>
    public static long[] Linear(long[] input, long[] weight, long[]? bias)
    {
        string shapes = $"shapes {Text(input)} and {Text(weight)}";
        if (input.Length < 1 || weight.Length != 2)
        {
            throw GraphException.At("linear", $"{shapes} are not an input [..., in] and a weight [out, in]");
        }

        if (input[^1] != weight[1])
        {
            throw GraphException.At("linear", $"{shapes} do not fit; the input has {input[^1]} features, the weight takes {weight[1]}");
        }

        if (bias is not null && (bias.Length != 1 || bias[0] != weight[0]))
        {
            throw GraphException.At("linear", $"bias {Text(bias)} does not fit weight {Text(weight)}; it must be [{weight[0]}]");
        }

        return [.. input.AsSpan(..^1), weight[0]];
    }

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
