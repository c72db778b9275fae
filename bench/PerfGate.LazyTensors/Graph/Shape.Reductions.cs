namespace PerfGate.LazyTensors.Graph;

/// <content>Reductions and normalizations.</content>
internal static partial class Shape
{
    /// <summary>Stands for all dimensions of a reduction.</summary>
    public const int AllDimensions = -1;

    /// <summary>The shape without one of its dimensions, or with size 1 there; a scalar stays one.</summary>
    public static long[] Reduce(long[] sizes, int dimension, bool keepDimension)
    {
        if (dimension == AllDimensions || sizes.Length == 0)
        {
            return [];
        }

        return keepDimension
            ? [.. sizes.AsSpan(..dimension), 1, .. sizes.AsSpan((dimension + 1)..)]
            : [.. sizes.AsSpan(..dimension), .. sizes.AsSpan((dimension + 1)..)];
    }

    /// <summary>Refuses the largest of no elements, which eager does not give either.</summary>
    public static void RequireElements(string operation, long[] sizes, int dimension)
    {
        bool empty = dimension == AllDimensions ? sizes.Contains(0) : sizes.Length > 0 && sizes[dimension] == 0;
        if (empty)
        {
            string where = dimension == AllDimensions ? "" : $" along dimension {dimension}";
            throw GraphException.At(operation, $"shape {Text(sizes)} has no elements{where}, and nothing has no largest element");
        }
    }

    /// <summary>Refuses a shape to normalize over that the input does not end with, or that weight or bias do not have.</summary>
    public static void RequireNormalized(string operation, long[] sizes, ReadOnlySpan<long> normalized, long[]? weight, long[]? bias)
    {
        if (normalized.Length == 0 || !sizes.AsSpan().EndsWith(normalized))
        {
            throw GraphException.At(operation, $"shape {Text(sizes)} does not end with the normalized shape {Text(normalized)}, of at least one dimension");
        }

        RequireParameter(operation, "weight", weight, normalized);
        RequireParameter(operation, "bias", bias, normalized);
    }

    private static void RequireParameter(string operation, string name, long[]? sizes, ReadOnlySpan<long> normalized)
    {
        if (sizes is not null && !normalized.SequenceEqual(sizes))
        {
            throw GraphException.At(operation, $"{name} {Text(sizes)} does not have the normalized shape {Text(normalized)}");
        }
    }
}
