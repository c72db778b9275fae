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
            sum += Mix(values[i], i);
        }

        return sum;
    }

    public static int Distinct(int[] values) => CountDistinct(values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Mix(int value, int index) => (value * 31L) ^ index;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountDistinct(int[] values) => Lookup.Count(values);
}
