using System.Runtime.Intrinsics;
using PerfGate.LazyTensors.Fusion;

namespace PerfGate.LazyTensors.Products;

/// <summary>Products of a few rows with a matrix, of Float32, where libtorch needs more than reading the matrix takes.</summary>
internal static unsafe class FewRows
{
    /// <summary>Up to here this is quicker than libtorch; with 16 rows it is not.</summary>
    public const int MostRows = 8;

    /// <summary>Every number is a sum of so many products at most, one added after the other: more would lose digits.</summary>
    public const long MostInner = 8192;

    /// <summary>Registers that are wide enough for it to be quicker.</summary>
    public static bool IsQuick => Vector256.IsHardwareAccelerated;

    /// <summary>Adds alpha·x·w to y, whose elements lie one after the other, as those of x and w.</summary>
    /// <param name="x">[rows, inner].</param>
    /// <param name="w">[inner, columns].</param>
    /// <param name="y">[rows, columns]; overlaps neither.</param>
    /// <param name="alpha">What the product is multiplied by.</param>
    /// <param name="rows">At least 0.</param>
    /// <param name="inner">At least 0.</param>
    /// <param name="columns">At least 0.</param>
    public static void Add(float* x, float* w, float* y, float alpha, int rows, long inner, long columns)
    {
        int threads = Parts.For(inner * columns);
        if (threads == 1)
        {
            Add(x, w, y, alpha, rows, inner, 0, columns, columns);
            return;
        }

        Parts.Run(columns, threads, Vector512<float>.Count, (begin, end) => Add(x, w, y, alpha, rows, inner, begin, end, columns));
    }

    /// <summary>Some columns, with the widest registers first, and what is left with narrower ones.</summary>
    private static void Add(float* x, float* w, float* y, float alpha, int rows, long inner, long begin, long end, long stride)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            begin = AddWith<Lanes512, Vector512<float>>(x, w, y, alpha, rows, inner, begin, end, stride);
        }

        begin = AddWith<Lanes256, Vector256<float>>(x, w, y, alpha, rows, inner, begin, end, stride);
        begin = AddWith<Lanes128, Vector128<float>>(x, w, y, alpha, rows, inner, begin, end, stride);
        for (long column = begin; column < end; column++)
        {
            AddColumn(x, w + column, y + column, alpha, rows, inner, stride);
        }
    }

    private static long AddWith<TLanes, TVector>(float* x, float* w, float* y, float alpha, int rows, long inner, long begin, long end, long stride)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        long columns = (end - begin) / TLanes.Count * TLanes.Count;
        if (columns > 0)
        {
            StreamedRows<TLanes, TVector>.Add(x, w + begin, y + begin, alpha, rows, inner, columns, stride);
        }

        return begin + columns;
    }

    private static void AddColumn(float* x, float* w, float* y, float alpha, int rows, long inner, long stride)
    {
        for (int row = 0; row < rows; row++)
        {
            float sum = y[row * stride];
            for (long k = 0; k < inner; k++)
            {
                sum = MathF.FusedMultiplyAdd(alpha * x[(row * inner) + k], w[k * stride], sum);
            }

            y[row * stride] = sum;
        }
    }
}
