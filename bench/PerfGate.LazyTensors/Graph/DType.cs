using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Graph;

/// <summary>Infers result dtypes. A graph computes with Float32 and Float64; Bool is there for masks, and Int64 for places.</summary>
internal static class DType
{
    public static bool IsSupported(ScalarType dtype) => IsNumber(dtype) || dtype is ScalarType.Bool or ScalarType.Int64;

    public static bool IsNumber(ScalarType dtype) => dtype is ScalarType.Float32 or ScalarType.Float64;

    /// <summary>Bytes of an element.</summary>
    public static int Size(ScalarType dtype) => dtype switch
    {
        ScalarType.Float64 or ScalarType.Int64 => sizeof(double),
        ScalarType.Bool => sizeof(bool),
        _ => sizeof(float),
    };

    /// <summary>Refuses masks and places where numbers are needed.</summary>
    public static void RequireNumbers(string operation, LazyTensor operand)
    {
        if (!IsNumber(operand.dtype))
        {
            throw GraphException.At(operation, $"shape {Shape.Text(operand.Sizes)} is of {operand.dtype}, and numbers are needed, of Float32 or Float64; where makes numbers of a mask");
        }
    }

    /// <summary>Refuses numbers where a mask is needed.</summary>
    public static void RequireMask(string operation, LazyTensor operand)
    {
        if (operand.dtype != ScalarType.Bool)
        {
            throw GraphException.At(operation, $"shape {Shape.Text(operand.Sizes)} is of {operand.dtype}, and a mask of Bool is needed, as comparisons give it");
        }
    }

    /// <summary>Refuses numbers and masks where places are needed.</summary>
    public static void RequireIndices(string operation, LazyTensor operand)
    {
        if (operand.dtype != ScalarType.Int64)
        {
            throw GraphException.At(operation, $"shape {Shape.Text(operand.Sizes)} is of {operand.dtype}, and places of Int64 are needed");
        }
    }

    /// <summary>The distance from 1 to the next larger number.</summary>
    public static double Epsilon(ScalarType dtype) => dtype == ScalarType.Float32 ? MathF.BitIncrement(1) - 1 : Math.BitIncrement(1) - 1;

    /// <summary>The dtype of an elementwise result, as eager promotes it: a scalar tensor gives way to one with dimensions.</summary>
    public static ScalarType Promote(LazyTensor left, LazyTensor right)
    {
        bool leftIsScalar = left.Sizes.Length == 0;
        bool rightIsScalar = right.Sizes.Length == 0;
        if (left.dtype == right.dtype || (rightIsScalar && !leftIsScalar))
        {
            return left.dtype;
        }

        return leftIsScalar && !rightIsScalar ? right.dtype : ScalarType.Float64;
    }

    /// <summary>The one dtype of the operands of a product or a normalization, which eager does not promote.</summary>
    public static ScalarType Same(string operation, LazyTensor left, LazyTensor right) => left.dtype == right.dtype
        ? left.dtype
        : throw GraphException.At(
            operation,
            $"dtypes {left.dtype} and {right.dtype} differ, for shapes {Shape.Text(left.Sizes)} and {Shape.Text(right.Sizes)}; convert one of them before it enters the graph");
}
