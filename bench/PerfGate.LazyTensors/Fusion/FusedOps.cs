using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>
/// Which operations a fused kernel can do. Each gives what libtorch gives, NaN and infinities included. The exceptions are gelu and
/// silu at infinities: they give their limits on every processor, where libtorch gives NaN at -∞, and with AVX-512 also for gelu(∞).
/// </summary>
internal static class FusedOps
{
    public static readonly OpSet All = new(
        Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Neg, Op.AddScalar, Op.MulScalar, Op.DivScalar, Op.Relu, Op.Gelu, Op.Tanh, Op.Exp, Op.Sqrt, Op.Silu,
        Op.Rsqrt, Op.Sigmoid, Op.ClampMin, Op.ClampMax, Op.WherePositive);

    private static readonly OpSet OnlyFloat32 = new(Op.Gelu, Op.Tanh, Op.Exp, Op.Silu, Op.Sigmoid);

    /// <summary>Whether a kernel can hold the operation: all of them in Float32, those without exponentials in Float64.</summary>
    public static bool Supports(Op op, ScalarType type) =>
        All.Contains(op) && (type == ScalarType.Float32 || (type == ScalarType.Float64 && !OnlyFloat32.Contains(op)));

    public static bool TakesTwo(Op op) => op is Op.Add or Op.Sub or Op.Mul or Op.Div or Op.WherePositive;

    public static bool TakesScalar(Op op) => op is Op.AddScalar or Op.MulScalar or Op.DivScalar or Op.ClampMin or Op.ClampMax;
}
