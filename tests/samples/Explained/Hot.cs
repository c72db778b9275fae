using System.Runtime.CompilerServices;

namespace Explained;

/// <summary>What is called from the benchmarks; a test makes each of these slower.</summary>
public static class Hot
{
    public static long Polynomial(int[] values)
    {
        var sum = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            sum += Mix(values[i], 64);
        }

        return sum;
    }

    public static int Distinct(int[] values) => CountDistinct(values);

    // Inlined, its divisions are shifts, as the caller's number is known; else they are several times as slow, which is told beside any load.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Mix(int value, int buckets)
    {
        var bits = (ulong)value;
        var size = (ulong)buckets;
        bits = (bits / size * 31) + (bits % size);
        bits = (bits / size * 31) + (bits % size);
        return (long)((bits / size * 31) + (bits % size));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountDistinct(int[] values) => Lookup.Count(values);
}
