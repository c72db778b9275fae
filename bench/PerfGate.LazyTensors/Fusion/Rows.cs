using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Operations on the rows of a Float32 matrix whose elements lie one after the other. The result may be the operand's own memory.</summary>
/// <remarks>A few rows at a time, so that what one step writes is still in the first cache when the next reads it.</remarks>
internal static unsafe class Rows
{
    private const int MostRows = 64;
    private const long BytesAtOnce = 16 * 1024;

    /// <summary>exp(x - m), with m of each row.</summary>
    private static readonly FusedKernel Exponentials = FusedKernel.For(new FusedBody(
        ScalarType.Float32, [InputAccess.Contiguous, InputAccess.RowConstant], [new(FusedOp.Sub, 0, 1), new(FusedOp.Exp, 2)], [3]));

    /// <summary>x / s, with s of each row.</summary>
    private static readonly FusedKernel Quotients = FusedKernel.For(new FusedBody(
        ScalarType.Float32, [InputAccess.Contiguous, InputAccess.RowConstant], [new(FusedOp.Div, 0, 1)], [2]));

    /// <summary>x / s · w, with s of each row and w of each column.</summary>
    private static readonly FusedKernel WeightedQuotients = FusedKernel.For(new FusedBody(
        ScalarType.Float32, [InputAccess.Contiguous, InputAccess.RowConstant, InputAccess.Contiguous],
        [new(FusedOp.Div, 0, 1), new(FusedOp.Mul, 3, 2)], [4]));

    /// <summary>exp(x) over its sum, for each row; a row with NaN or +∞, or of -∞ alone, is NaN, as in eager.</summary>
    public static void Softmax(nint input, nint output, long rows, long columns)
    {
        Span<float> numbers = stackalloc float[MostRows];
        fixed (float* number = numbers)
        {
            for (long row = 0; row < rows && columns > 0;)
            {
                long count = Math.Min(rows - row, Together(columns));
                long offset = row * columns * sizeof(float);
                for (int i = 0; i < count; i++)
                {
                    numbers[i] = Largest(Row(input + (nint)offset, i, columns));
                }

                Exponentials.Run([input + (nint)offset, (nint)number], [columns, 1], [output + (nint)offset], [], count, columns);
                for (int i = 0; i < count; i++)
                {
                    numbers[i] = Sum(Row(output + (nint)offset, i, columns));
                }

                Quotients.Run([output + (nint)offset, (nint)number], [columns, 1], [output + (nint)offset], [], count, columns);
                row += count;
            }
        }
    }

    /// <summary>x / √(mean(x²) + eps) · weight, for each row.</summary>
    /// <param name="input">Address of x.</param>
    /// <param name="weight">Address of as many numbers as there are columns; 0 for none.</param>
    /// <param name="output">Address of the result.</param>
    /// <param name="eps">Keeps a row of zeros from becoming NaN.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">Elements of each.</param>
    public static void RmsNorm(nint input, nint weight, nint output, double eps, long rows, long columns)
    {
        Span<float> numbers = stackalloc float[MostRows];
        fixed (float* number = numbers)
        {
            for (long row = 0; row < rows && columns > 0;)
            {
                long count = Math.Min(rows - row, Together(columns));
                long offset = row * columns * sizeof(float);
                for (int i = 0; i < count; i++)
                {
                    numbers[i] = MathF.Sqrt((SumOfSquares(Row(input + (nint)offset, i, columns)) / columns) + (float)eps);
                }

                if (weight == 0)
                {
                    Quotients.Run([input + (nint)offset, (nint)number], [columns, 1], [output + (nint)offset], [], count, columns);
                }
                else
                {
                    WeightedQuotients.Run([input + (nint)offset, (nint)number, weight], [columns, 1, 0], [output + (nint)offset], [], count, columns);
                }

                row += count;
            }
        }
    }

    private static long Together(long columns) => Math.Clamp(BytesAtOnce / (columns * sizeof(float)), 1, MostRows);

    private static ReadOnlySpan<float> Row(nint matrix, int row, long columns) =>
        new((float*)matrix + (row * columns), checked((int)columns));

    /// <summary>NaN if there is one.</summary>
    private static float Largest(ReadOnlySpan<float> row)
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

    private static float Sum(ReadOnlySpan<float> row)
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

    private static float SumOfSquares(ReadOnlySpan<float> row)
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
}
