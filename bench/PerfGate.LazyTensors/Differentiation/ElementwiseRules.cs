using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Differentiation;

/// <summary>Gradients of functions of one value.</summary>
internal static class ElementwiseRules
{
    /// <summary>The normal density at 0, 1/√(2π).</summary>
    private const double Density = 0.3989422804014327;

    /// <param name="y">The result.</param>
    /// <param name="x">The operand.</param>
    /// <param name="g">The gradient by the result.</param>
    public static LazyTensor Of(LazyTensor y, LazyTensor x, LazyTensor g) => y.Op switch
    {
        Op.Neg => -g,
        Op.AddScalar or Op.Cast => g,
        Op.MulScalar => g * y.Scalar,
        Op.DivScalar => g / y.Scalar,
        Op.Relu => g.WherePositive(y),
        Op.Gelu => g * GeluSlope(x),
        Op.Tanh => g * (1 - (y * y)),
        Op.Exp => g * y,
        Op.Sqrt => g / (y * 2),
        Op.Silu => g * SiluSlope(x, x.sigmoid()),
        Op.Log => g / x,
        Op.Rsqrt => g * (y * y * y * -0.5),
        Op.Sigmoid => g * (y * (1 - y)),
        Op.Erf => g * ((x * x).neg().exp() * (Math.Sqrt(2) * 2 * Density)),
        Op.ClampMin => Chosen(x >= y.Scalar, g),
        Op.ClampMax => Chosen(x <= y.Scalar, g),
        Op.Pow when y.Scalar == 0 => LazyTensor.Constant(0, x.shape, x.dtype),
        Op.Pow => g * (x.pow(y.Scalar - 1) * y.Scalar),
        _ => throw GraphException.At("grad", $"{y} has no gradient"),
    };

    /// <summary>The gradient where a mask is true, and 0 elsewhere.</summary>
    public static LazyTensor Chosen(LazyTensor mask, LazyTensor g) => LazyTensor.where(mask, g, LazyTensor.Constant(0, [], g.dtype));

    /// <summary>Φ(x) + x·φ(x).</summary>
    private static LazyTensor GeluSlope(LazyTensor x) =>
        (((x * Math.Sqrt(0.5)).erf() + 1) * 0.5) + (x * ((x * x * -0.5).exp() * Density));

    /// <summary>s·(1 + x·(1 - s)).</summary>
    private static LazyTensor SiluSlope(LazyTensor x, LazyTensor s) => s * ((x * (1 - s)) + 1);
}
