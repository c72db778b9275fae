namespace PerfGate.LazyTensors.Graph;

/// <content>Matrix products.</content>
internal static partial class Shape
{
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
            return Counted(operation, [left[0], right[1]]);
        }

        long[] batch = TryBroadcast(left.AsSpan(..^2), right.AsSpan(..^2)) ?? throw GraphException.At(
            operation,
            $"the batches of shapes {Text(left)} and {Text(right)} do not broadcast");
        return Counted(operation, [.. batch, left[^2], right[^1]]);
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

        return Counted("linear", [.. input.AsSpan(..^1), weight[0]]);
    }

    /// <summary>Refuses what is not a pair of adapter matrices, <c>[in, rank]</c> and <c>[rank, out]</c>.</summary>
    public static void RequireAdapter(long[] down, long[] up, int rank)
    {
        if (rank < 1 || down.Length != 2 || up.Length != 2 || down[1] != rank || up[0] != rank)
        {
            throw GraphException.At("lora", $"shapes {Text(down)} and {Text(up)} are not [in, {rank}] and [{rank}, out]");
        }
    }

    /// <summary>Refuses a base weight that the adapter does not fit: a size of 1 would broadcast, and hide the mistake.</summary>
    public static void RequireBase(long[] weight, long[] down, long[] up)
    {
        if (weight.Length != 2 || weight[0] != down[0] || weight[1] != up[1])
        {
            throw GraphException.At(
                "lora",
                $"weight {Text(weight)} does not fit an adapter of shapes {Text(down)} and {Text(up)}; it must be [{down[0]}, {up[1]}]");
        }
    }
}
