using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Graph;

/// <summary>Infers result dtypes. A graph holds Float32 and Float64 only.</summary>
internal static class DType
{
    public static bool IsSupported(ScalarType dtype) => dtype is ScalarType.Float32 or ScalarType.Float64;

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
