using System.Runtime.CompilerServices;

namespace Explained;

/// <summary>What is called from the benchmarks; a test makes each of these slower.</summary>
public static class Hot
{
    // Never part of the benchmark itself, so that it is this method that grows.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Polynomial(int[] values)
    {
        var sum = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            sum += Mix(values[i], 2) + i;
        }

        return sum;
    }

    public static int Distinct(int[] values) => CountDistinct(values);

    // Inlined, the divisor is a constant and each division a shift. So large a difference is shown by six starts.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Mix(int value, int divisor)
    {
        var (left, by) = ((ulong)(uint)value * 31, (ulong)(uint)divisor);
        return (long)(left / by / by / by / by / by / by / by / by);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int CountDistinct(int[] values) => Lookup.Count(values);
}
