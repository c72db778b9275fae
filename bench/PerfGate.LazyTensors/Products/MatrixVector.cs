using System.Runtime.Intrinsics;
using PerfGate.LazyTensors.Fusion;

namespace PerfGate.LazyTensors.Products;

/// <summary>Products of a matrix with a vector, of Float32: each number is that of a row with it.</summary>
/// <remarks>Of four rows at a time, with registers of 256 bits on any processor: wider ones were not quicker, as memory is what is waited for.</remarks>
internal static unsafe class MatrixVector
{
    /// <summary>Of a row that is shorter, libtorch makes as much.</summary>
    public const long LeastInner = 16;

    /// <summary>Rows of four that a part has at least.</summary>
    private const int PartsMultiple = 4;

    /// <summary>Adds alpha·a·v to y.</summary>
    /// <param name="a">[rows, inner], one row after the other.</param>
    /// <param name="v">[inner].</param>
    /// <param name="y">[rows]; overlaps neither.</param>
    /// <param name="alpha">What the product is multiplied by.</param>
    /// <param name="rows">At least 0.</param>
    /// <param name="inner">At least 0.</param>
    public static void Add(float* a, float* v, float* y, float alpha, long rows, long inner)
    {
        int threads = Parts.For(rows * inner);
        if (threads == 1)
        {
            Add(a, v, y, alpha, 0, rows, inner);
            return;
        }

        Parts.Run(rows, threads, PartsMultiple, (begin, end) => Add(a, v, y, alpha, begin, end, inner));
    }

    private static void Add(float* a, float* v, float* y, float alpha, long begin, long end, long inner)
    {
        long row = begin;
        for (; row + 4 <= end; row += 4)
        {
            AddFour(a + (row * inner), v, y + row, alpha, inner);
        }

        for (; row < end; row++)
        {
            float* numbers = a + (row * inner);
            Vector256<float> sum = default;
            long i = 0;
            for (; i + Vector256<float>.Count <= inner; i += Vector256<float>.Count)
            {
                sum = Vector256.FusedMultiplyAdd(Vector256.Load(numbers + i), Vector256.Load(v + i), sum);
            }

            y[row] += alpha * Total(sum, numbers, v, i, inner);
        }
    }

    private static void AddFour(float* a, float* v, float* y, float alpha, long inner)
    {
        float* b = a + inner, c = b + inner, d = c + inner;
        Vector256<float> first = default, second = default, third = default, fourth = default;
        long i = 0;
        for (; i + Vector256<float>.Count <= inner; i += Vector256<float>.Count)
        {
            Vector256<float> factors = Vector256.Load(v + i);
            first = Vector256.FusedMultiplyAdd(Vector256.Load(a + i), factors, first);
            second = Vector256.FusedMultiplyAdd(Vector256.Load(b + i), factors, second);
            third = Vector256.FusedMultiplyAdd(Vector256.Load(c + i), factors, third);
            fourth = Vector256.FusedMultiplyAdd(Vector256.Load(d + i), factors, fourth);
        }

        y[0] += alpha * Total(first, a, v, i, inner);
        y[1] += alpha * Total(second, b, v, i, inner);
        y[2] += alpha * Total(third, c, v, i, inner);
        y[3] += alpha * Total(fourth, d, v, i, inner);
    }

    /// <summary>What was added up in registers, and the products that are left.</summary>
    private static float Total(Vector256<float> sum, float* row, float* v, long from, long inner)
    {
        float total = Vector256.Sum(sum);
        for (long i = from; i < inner; i++)
        {
            total = MathF.FusedMultiplyAdd(row[i], v[i], total);
        }

        return total;
    }
}
