using PerfGate.LazyTensors.Graph;
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
        ScalarType.Float32, [InputAccess.Contiguous, InputAccess.RowConstant], [new(Op.Sub, 0, 1), new(Op.Exp, 2)], [3]));

    /// <summary>x · s, with s of each row: dividing would take several times as long.</summary>
    private static readonly FusedKernel Scaled = FusedKernel.For(new FusedBody(
        ScalarType.Float32, [InputAccess.Contiguous, InputAccess.RowConstant], [new(Op.Mul, 0, 1)], [2]));

    /// <summary>x · s · w, with s of each row and w of each column.</summary>
    private static readonly FusedKernel ScaledAndWeighted = FusedKernel.For(new FusedBody(
        ScalarType.Float32, [InputAccess.Contiguous, InputAccess.RowConstant, InputAccess.Contiguous],
        [new(Op.Mul, 0, 1), new(Op.Mul, 3, 2)], [4]));

    /// <summary>(x - m) · s, then with a weight, then with a bias, then with both.</summary>
    private static readonly FusedKernel[] LayerNorms =
        [LayerNormOf(), LayerNormOf(Op.Mul), LayerNormOf(Op.Add), LayerNormOf(Op.Mul, Op.Add)];

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
                    numbers[i] = RowNumbers.Largest(Row(input + (nint)offset, i, columns));
                }

                Exponentials.Run([input + (nint)offset, (nint)number], [columns, 1], [output + (nint)offset], [], count, columns);
                for (int i = 0; i < count; i++)
                {
                    numbers[i] = 1 / RowNumbers.Sum(Row(output + (nint)offset, i, columns));
                }

                Scaled.Run([output + (nint)offset, (nint)number], [columns, 1], [output + (nint)offset], [], count, columns);
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
                    numbers[i] = 1 / MathF.Sqrt((RowNumbers.SumOfSquares(Row(input + (nint)offset, i, columns)) / columns) + (float)eps);
                }

                if (weight == 0)
                {
                    Scaled.Run([input + (nint)offset, (nint)number], [columns, 1], [output + (nint)offset], [], count, columns);
                }
                else
                {
                    ScaledAndWeighted.Run([input + (nint)offset, (nint)number, weight], [columns, 1, 0], [output + (nint)offset], [], count, columns);
                }

                row += count;
            }
        }
    }

    /// <summary>(x - mean) / √(variance + eps) · weight + bias, for each row, with the variance of the row itself.</summary>
    /// <param name="input">Address of x.</param>
    /// <param name="weight">Address of as many numbers as there are columns; 0 for none.</param>
    /// <param name="bias">As for the weight.</param>
    /// <param name="output">Address of the result.</param>
    /// <param name="eps">Keeps a row of equal numbers from becoming NaN.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">Elements of each.</param>
    public static void LayerNorm(nint input, nint weight, nint bias, nint output, double eps, long rows, long columns)
    {
        FusedKernel kernel = LayerNorms[(weight == 0 ? 0 : 1) + (bias == 0 ? 0 : 2)];
        Span<nint> inputs = [input, 0, 0, weight == 0 ? bias : weight, bias];
        inputs = inputs[..(3 + (weight == 0 ? 0 : 1) + (bias == 0 ? 0 : 1))];
        ReadOnlySpan<long> strides = new long[] { columns, 1, 1, 0, 0 }.AsSpan(0, inputs.Length);
        Span<float> means = stackalloc float[MostRows], scales = stackalloc float[MostRows];
        fixed (float* mean = means, scale = scales)
        {
            for (long row = 0; row < rows && columns > 0;)
            {
                long count = Math.Min(rows - row, Together(columns));
                long offset = row * columns * sizeof(float);
                for (int i = 0; i < count; i++)
                {
                    ReadOnlySpan<float> numbers = Row(input + (nint)offset, i, columns);
                    means[i] = RowNumbers.Sum(numbers) / columns;
                    scales[i] = 1 / MathF.Sqrt((RowNumbers.SumOfSquaredDistances(numbers, means[i]) / columns) + (float)eps);
                }

                (inputs[0], inputs[1], inputs[2]) = (input + (nint)offset, (nint)mean, (nint)scale);
                kernel.Run(inputs, strides, [output + (nint)offset], [], count, columns);
                row += count;
            }
        }
    }

    private static long Together(long columns) => Math.Clamp(BytesAtOnce / (columns * sizeof(float)), 1, MostRows);

    private static ReadOnlySpan<float> Row(nint matrix, int row, long columns) =>
        new((float*)matrix + (row * columns), checked((int)columns));

    private static FusedKernel LayerNormOf(params ReadOnlySpan<Op> affine)
    {
        int inputs = 3 + affine.Length;
        List<FusedInstruction> instructions = [new(Op.Sub, 0, 1), new(Op.Mul, inputs, 2)];
        for (int i = 0; i < affine.Length; i++)
        {
            instructions.Add(new FusedInstruction(affine[i], inputs + 1 + i, 3 + i));
        }

        InputAccess[] accesses = [InputAccess.Contiguous, InputAccess.RowConstant, InputAccess.RowConstant, InputAccess.Contiguous, InputAccess.Contiguous];
        return FusedKernel.For(new FusedBody(ScalarType.Float32, [.. accesses[..inputs]], [.. instructions], [inputs + instructions.Count - 1]));
    }
}
