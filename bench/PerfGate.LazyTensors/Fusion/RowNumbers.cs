using System.Numerics;
using System.Runtime.InteropServices;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>One number of a row.</summary>
/// <remarks>
/// Long rows are added up block by block, the blocks in Float64: otherwise a sum of a million equal numbers is off in the fourth
/// digit, and by another amount with other registers.
/// </remarks>
internal static class RowNumbers
{
    /// <summary>Elements; a multiple of any vector's.</summary>
    private const int Block = 1024;

    /// <summary>NaN if there is one.</summary>
    public static float Largest(ReadOnlySpan<float> row)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        float largest = float.NegativeInfinity;
        if (!vectors.IsEmpty)
        {
            Vector<float> first = vectors[0], second = first;
            for (int i = 1; i < vectors.Length; i += 2)
            {
                first = Vector.Max(first, vectors[i]);
                second = Vector.Max(second, vectors[Math.Min(i + 1, vectors.Length - 1)]);
            }

            first = Vector.Max(first, second);
            for (int i = 0; i < Vector<float>.Count; i++)
            {
                largest = MathF.Max(largest, first[i]);
            }
        }

        foreach (float value in row[(vectors.Length * Vector<float>.Count)..])
        {
            largest = MathF.Max(largest, value);
        }

        return largest;
    }

    public static float Sum(ReadOnlySpan<float> row)
    {
        double sum = 0;
        for (; row.Length > Block; row = row[Block..])
        {
            sum += SumOfBlock(row[..Block]);
        }

        return (float)(sum + SumOfBlock(row));
    }

    public static float SumOfSquares(ReadOnlySpan<float> row) => SumOfSquaredDistances(row, 0);

    /// <summary>The sum of (x - mean)².</summary>
    public static float SumOfSquaredDistances(ReadOnlySpan<float> row, float mean)
    {
        double sum = 0;
        for (; row.Length > Block; row = row[Block..])
        {
            sum += DistancesOfBlock(row[..Block], mean);
        }

        return (float)(sum + DistancesOfBlock(row, mean));
    }

    /// <summary>Four sums at once, as each addition waits for the one before it for several cycles.</summary>
    private static float SumOfBlock(ReadOnlySpan<float> row)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        Vector<float> first = default, second = default, third = default, fourth = default;
        int i = 0;
        for (; i + 3 < vectors.Length; i += 4)
        {
            first += vectors[i];
            second += vectors[i + 1];
            third += vectors[i + 2];
            fourth += vectors[i + 3];
        }

        for (; i < vectors.Length; i++)
        {
            first += vectors[i];
        }

        float sum = Vector.Sum(first + second + (third + fourth));
        foreach (float value in row[(vectors.Length * Vector<float>.Count)..])
        {
            sum += value;
        }

        return sum;
    }

    private static float DistancesOfBlock(ReadOnlySpan<float> row, float mean)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        var center = new Vector<float>(mean);
        Vector<float> first = default, second = default, third = default, fourth = default;
        int i = 0;
        for (; i + 3 < vectors.Length; i += 4)
        {
            first = AddSquare(vectors[i] - center, first);
            second = AddSquare(vectors[i + 1] - center, second);
            third = AddSquare(vectors[i + 2] - center, third);
            fourth = AddSquare(vectors[i + 3] - center, fourth);
        }

        for (; i < vectors.Length; i++)
        {
            first = AddSquare(vectors[i] - center, first);
        }

        float sum = Vector.Sum(first + second + (third + fourth));
        foreach (float value in row[(vectors.Length * Vector<float>.Count)..])
        {
            sum += (value - mean) * (value - mean);
        }

        return sum;
    }

    private static Vector<float> AddSquare(Vector<float> x, Vector<float> sum) => Vector.FusedMultiplyAdd(x, x, sum);
}
