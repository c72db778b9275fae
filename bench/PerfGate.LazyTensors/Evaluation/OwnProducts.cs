using System.Runtime.InteropServices;
using PerfGate.LazyTensors.Products;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Decides which products of two matrices are not left to libtorch, and computes them.</summary>
internal static unsafe class OwnProducts
{
    /// <summary>Whether a product of these shapes is quicker here, if its operands lie in order.</summary>
    /// <param name="dtype">Of all of them.</param>
    /// <param name="left">[rows, inner].</param>
    /// <param name="right">[inner, columns].</param>
    public static bool IsFor(ScalarType dtype, ReadOnlySpan<long> left, ReadOnlySpan<long> right) =>
        dtype == ScalarType.Float32 && FewRows.IsQuick && left.Length == 2 && right.Length == 2 && left[1] is > 0 and <= FewRows.MostInner
        && (right[1] == 1 ? left[1] >= MatrixVector.LeastInner : left[0] <= FewRows.MostRows);

    /// <summary>Adds alpha·left·right to a result, or makes it that; false where the operands do not lie as it takes.</summary>
    /// <param name="result">[rows, columns], one element after the other.</param>
    /// <param name="isAdded">Whether it is added to what is there.</param>
    /// <param name="left">[rows, inner].</param>
    /// <param name="right">[inner, columns].</param>
    /// <param name="alpha">What the product is multiplied by.</param>
    /// <param name="leftSizes">The left operand's shape.</param>
    /// <param name="rightSizes">The right operand's shape.</param>
    public static bool TryCompute(
        Tensor result, bool isAdded, Tensor left, Tensor right, float alpha, ReadOnlySpan<long> leftSizes, ReadOnlySpan<long> rightSizes)
    {
        if (!IsInOrder(left))
        {
            return false;
        }

        (long rows, long inner, long columns) = (leftSizes[0], leftSizes[1], rightSizes[1]);
        bool isTurned = rows == 1 && columns > 1 && !Native.IsContiguous(right) && Native.Stride(right, 0) == 1 && Native.Stride(right, 1) == inner;
        if (isTurned ? Native.IsNegated(right) : !IsInOrder(right))
        {
            return false;
        }

        float* x = (float*)Native.Address(left), w = (float*)Native.Address(right), y = (float*)Native.Address(result);
        if (!isAdded)
        {
            NativeMemory.Clear(y, (nuint)(rows * columns * sizeof(float)));
        }

        if (columns == 1)
        {
            MatrixVector.Add(x, w, y, alpha, rows, inner);
        }
        else if (isTurned)
        {
            MatrixVector.Add(w, x, y, alpha, columns, inner);
        }
        else
        {
            FewRows.Add(x, w, y, alpha, (int)rows, inner, columns);
        }

        GC.KeepAlive(result);
        GC.KeepAlive(left);
        GC.KeepAlive(right);
        return true;
    }

    private static bool IsInOrder(Tensor tensor) => Native.IsContiguous(tensor) && !Native.IsNegated(tensor);
}
