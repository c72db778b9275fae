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

    public static float SumOfSquares(ReadOnlySpan<float> row)
    {
        double sum = 0;
        for (; row.Length > Block; row = row[Block..])
        {
            sum += SquaresOfBlock(row[..Block]);
        }

        return (float)(sum + SquaresOfBlock(row));
    }

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

    private static float SumOfBlock(ReadOnlySpan<float> row)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        Vector<float> even = default, odd = default;
        int i = 0;
        for (; i + 1 < vectors.Length; i += 2)
        {
            even += vectors[i];
            odd += vectors[i + 1];
        }

        float sum = Vector.Sum(i < vectors.Length ? even + vectors[i] + odd : even + odd);
        foreach (float value in row[(vectors.Length * Vector<float>.Count)..])
        {
            sum += value;
        }

        return sum;
    }

    private static float SquaresOfBlock(ReadOnlySpan<float> row)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        Vector<float> even = default, odd = default;
        int i = 0;
        for (; i + 1 < vectors.Length; i += 2)
        {
            even = Vector.FusedMultiplyAdd(vectors[i], vectors[i], even);
            odd = Vector.FusedMultiplyAdd(vectors[i + 1], vectors[i + 1], odd);
        }

        float sum = Vector.Sum(i < vectors.Length ? Vector.FusedMultiplyAdd(vectors[i], vectors[i], even) + odd : even + odd);
        foreach (float value in row[(vectors.Length * Vector<float>.Count)..])
        {
            sum += value * value;
        }

        return sum;
    }

    private static float DistancesOfBlock(ReadOnlySpan<float> row, float mean)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        var center = new Vector<float>(mean);
        Vector<float> sums = default;
        foreach (Vector<float> vector in vectors)
        {
            Vector<float> distance = vector - center;
            sums = Vector.FusedMultiplyAdd(distance, distance, sums);
        }

        float sum = Vector.Sum(sums);
        foreach (float value in row[(vectors.Length * Vector<float>.Count)..])
        {
            sum += (value - mean) * (value - mean);
        }

        return sum;
    }
}
