using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Products;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Products of a few rows with a matrix each, as one token's attention is made of, where libtorch is slower.</summary>
internal static unsafe class BatchedProducts
{
    /// <summary>A matrix that lies turned is read once for each row: with more rows libtorch is as quick.</summary>
    private const long MostTurnedRows = 2;

    /// <summary>Whether products of these shapes are quicker here, if their operands lie in order.</summary>
    /// <param name="dtype">Of both.</param>
    /// <param name="left">[…, rows, inner].</param>
    /// <param name="right">[…, inner, columns], with the same batch.</param>
    public static bool IsFor(ScalarType dtype, ReadOnlySpan<long> left, ReadOnlySpan<long> right) =>
        dtype == ScalarType.Float32 && FewRows.IsQuick && left.Length > 2 && left.Length == right.Length && left[..^2].SequenceEqual(right[..^2])
        && left[^2] <= FewRows.MostRows && left[^1] is > 0 and <= FewRows.MostInner;

    /// <summary>The products; null where the operands lie in another way than this takes.</summary>
    /// <param name="sizes">Of the result.</param>
    /// <param name="left">[…, rows, inner].</param>
    /// <param name="right">[…, inner, columns].</param>
    /// <param name="leftSizes">The left operand's shape.</param>
    /// <param name="rightSizes">The right operand's shape.</param>
    public static Tensor? TryCompute(long[] sizes, Tensor left, Tensor right, long[] leftSizes, long[] rightSizes)
    {
        (long rows, long inner, long columns) = (leftSizes[^2], leftSizes[^1], rightSizes[^1]);
        bool isInOrder = Native.IsContiguous(right), isTurned = !isInOrder && rows <= MostTurnedRows && IsTurned(right, rightSizes);
        if (!(isInOrder || isTurned) || !Native.IsContiguous(left) || Native.IsNegated(left) || Native.IsNegated(right))
        {
            return null;
        }

        Tensor result = Native.Empty(sizes, ScalarType.Float32);
        nint x = Native.Address(left), w = Native.Address(right), y = Native.Address(result);
        long batch = Shape.Elements(sizes.AsSpan(..^2));
        System.Runtime.InteropServices.NativeMemory.Clear((void*)y, (nuint)(batch * rows * columns * sizeof(float)));
        int threads = (int)Math.Min(Parts.For(batch * inner * columns), Math.Max(1, batch));
        if (threads == 1)
        {
            Compute(0, batch);
        }
        else
        {
            Parts.Run(batch, threads, 1, Compute);
        }

        GC.KeepAlive(left);
        GC.KeepAlive(right);
        return result;

        void Compute(long begin, long end)
        {
            for (long i = begin; i < end; i++)
            {
                ComputeOne((float*)x + (i * rows * inner), (float*)w + (i * inner * columns), (float*)y + (i * rows * columns), isTurned, rows, inner, columns);
            }
        }
    }

    private static void ComputeOne(float* x, float* w, float* y, bool isTurned, long rows, long inner, long columns)
    {
        if (!isTurned)
        {
            FewRows.Add(x, w, y, 1, (int)rows, inner, columns);
            return;
        }

        for (long row = 0; row < rows; row++)
        {
            MatrixVector.Add(w, x + (row * inner), y + (row * columns), 1, columns, inner);
        }
    }

    /// <summary>Whether each matrix lies column by column, one matrix after the other.</summary>
    private static bool IsTurned(Tensor tensor, long[] sizes)
    {
        int last = sizes.Length - 1;
        bool isTurned = Native.Stride(tensor, last - 1) == 1 && Native.Stride(tensor, last) == sizes[last - 1];
        long dense = sizes[last] * sizes[last - 1];
        for (int i = last - 2; isTurned && i >= 0; i--)
        {
            isTurned = sizes[i] == 1 || Native.Stride(tensor, i) == dense;
            dense *= sizes[i];
        }

        return isTurned;
    }
}
