using System.Reflection.Emit;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>Exponentials of Float32 vectors, in the same operations at any width.</summary>
/// <remarks>
/// The coefficients are minimax fits of our own (Remez's exchange algorithm on the relative error, 40 digits, rounded
/// to Float32 last); what each is a fit of stands beside it.
/// </remarks>
internal static class VectorMath
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 as a Float32, and what is missing in it.</summary>
    private const double Ln2High = 0.693147182464599609375;
    private const double Ln2Low = -1.9046542121259336e-9;

    /// <summary>
    /// Added to a number below 2²², leaves its nearest whole number in the low bits of the significand, plus the bias
    /// of Float32's exponent.
    /// </summary>
    private const double Rounding = 12582912 + 127;

    /// <summary>(eʳ - 1 - r) / r² for |r| at most ln 2 / 2, to 3·10⁻⁹ of eʳ.</summary>
    private static readonly double[] Exponential =
    [
        0.4999999403953552, 0.1666652113199234, 0.04166838899254799, 0.008368716575205326, 0.0013814611593261361,
    ];

    /// <summary>Φ(-a)·e^(a²/2)·(1 + s·a) in t = 1 / (1 + s·a), to 3·10⁻⁷ of it, for a from 0 to 13; below, Φ is no normal number.</summary>
    private static readonly double[] NormalTail =
    [
        0.09572594612836838, 0.09588607400655746, 0.0909242331981659, 0.06865055114030838,
        0.11027649790048599, -0.058674901723861694, 0.14965605735778809, -0.052444569766521454,
    ];

    private const double NormalTailScale = 0.24;

    /// <summary>eˣ: 0 below -104, infinite above 88.73.</summary>
    public static LocalBuilder Exp(VectorCode code, LocalBuilder x)
    {
        (LocalBuilder remainder, LocalBuilder biased) = Reduce(code, code.AtLeast(-104, code.AtMost(89, x)));
        LocalBuilder one = code.Constant(1);
        LocalBuilder power = code.MultiplyAdd(
            code.MultiplyAdd(code.Polynomial(remainder, Exponential), remainder, one), remainder, one);
        LocalBuilder n = code.Sub(biased, code.Constant(Rounding));
        if (code.CanScale)
        {
            return code.Scale(power, n);
        }

        // In two steps, because 2ⁿ itself is no normal number at either end.
        LocalBuilder half = code.MultiplyAdd(n, code.Constant(0.5), code.Constant(Rounding));
        LocalBuilder rest = code.Sub(n, code.Sub(half, code.Constant(Rounding)));
        LocalBuilder otherHalf = code.Add(rest, code.Constant(Rounding));
        return code.Mul(code.Mul(power, code.PowerOfTwo(half)), code.PowerOfTwo(otherHalf));
    }

    /// <summary>
    /// From m = e^(-2|x|) - 1, as -m / (2 + m) with the sign of x: m loses no digits for small x, and is -1 for large ones.
    /// </summary>
    public static LocalBuilder Tanh(VectorCode code, LocalBuilder x)
    {
        LocalBuilder y = code.Mul(code.AtMost(10, code.Abs(x)), code.Constant(-2));
        (LocalBuilder remainder, LocalBuilder biased) = Reduce(code, y);
        LocalBuilder square = code.Mul(remainder, remainder);
        LocalBuilder small = code.MultiplyAdd(code.Polynomial(remainder, Exponential), square, remainder);
        LocalBuilder scale = code.PowerOfTwo(biased);
        LocalBuilder m = code.MultiplyAdd(small, scale, code.Sub(scale, code.Constant(1)));
        LocalBuilder magnitude = code.Div(m, code.Add(m, code.Constant(2)));
        return code.CopySign(magnitude, x);
    }

    /// <summary>x·Φ(x), with Φ of the negative side computed without cancellation.</summary>
    public static LocalBuilder Gelu(VectorCode code, LocalBuilder x)
    {
        LocalBuilder density = Exp(code, code.Mul(code.Mul(x, code.Constant(-0.5)), x));
        LocalBuilder one = code.Constant(1);
        LocalBuilder t = code.Div(one, code.MultiplyAdd(code.Abs(x), code.Constant(NormalTailScale), one));
        LocalBuilder tail = code.Mul(density, code.Mul(t, code.Polynomial(t, NormalTail)));
        return code.Mul(x, code.WhereNegative(x, tail, code.Sub(one, tail)));
    }

    public static LocalBuilder Silu(VectorCode code, LocalBuilder x) =>
        code.Div(x, code.Add(Exp(code, code.Negate(x)), code.Constant(1)));

    /// <summary>x = r + n·ln 2, with n biased as in <see cref="Rounding"/>.</summary>
    private static (LocalBuilder Remainder, LocalBuilder Biased) Reduce(VectorCode code, LocalBuilder x)
    {
        LocalBuilder biased = code.MultiplyAdd(x, code.Constant(Log2E), code.Constant(Rounding));
        LocalBuilder n = code.Sub(biased, code.Constant(Rounding));
        LocalBuilder high = code.MultiplyAdd(n, code.Constant(-Ln2High), x);
        return (code.MultiplyAdd(n, code.Constant(-Ln2Low), high), biased);
    }
}
