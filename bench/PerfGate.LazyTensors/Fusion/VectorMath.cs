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

    /// <summary>2ᶠ for |f| at most 1/2, to 8·10⁻⁸ of it.</summary>
    private static readonly double[] PowerOfTwo =
    [
        1.0000001192092896, 0.6931469440460205, 0.24022120237350464, 0.05550713092088699,
        0.009675541892647743, 0.0013276488753035665,
    ];

    /// <summary>
    /// Φ(-a)·e^(a²/2)·(1 + s·a) in t = 1 / (1 + s·a): to 2·10⁻⁷ of it for a up to 2.5; to 2·10⁻⁵ at 13, where Φ ends.
    /// The fit's weight is min(1, 20·e^(-a²/2) + 0.01), because what is left of gelu there is small itself.
    /// </summary>
    private static readonly double[] NormalTail =
    [
        0.10361073166131973, 0.1062668189406395, 0.0766335278749466, 0.16053849458694458,
        -0.10108105093240738, 0.22663326561450958, -0.07260186970233917,
    ];

    private const double NormalTailScale = 0.26;

    /// <summary>Φ(-a) is 0 from here on, and a stays finite: 0·∞ is NaN.</summary>
    private const double NoTail = 20;

    /// <summary>e⁻ˣ is infinite up to here, and x stays finite: ∞/∞ is NaN.</summary>
    private const double NoSigmoid = -100;

    /// <summary>eˣ: 0 below -104, infinite above 88.73.</summary>
    public static Vectors Exp(VectorCode code, Vectors x)
    {
        (Vectors remainder, Vectors biased) = Reduce(code, code.AtLeast(-104, code.AtMost(89, x)));
        Vectors one = code.Constant(1);
        Vectors power = code.MultiplyAdd(
            code.MultiplyAdd(code.Polynomial(remainder, Exponential), remainder, one), remainder, one);
        Vectors n = code.Sub(biased, code.Constant(Rounding));
        if (code.CanScale)
        {
            return code.Scale(power, n);
        }

        // In two steps, because 2ⁿ itself is no normal number at either end.
        Vectors half = code.MultiplyAdd(n, code.Constant(0.5), code.Constant(Rounding));
        Vectors rest = code.Sub(n, code.Sub(half, code.Constant(Rounding)));
        Vectors otherHalf = code.Add(rest, code.Constant(Rounding));
        return code.Mul(code.Mul(power, code.PowerOfTwo(half)), code.PowerOfTwo(otherHalf));
    }

    /// <summary>
    /// From m = e^(-2|x|) - 1, as -m / (2 + m) with the sign of x: m loses no digits for small x, and is -1 for large ones.
    /// </summary>
    public static Vectors Tanh(VectorCode code, Vectors x)
    {
        Vectors y = code.Mul(code.AtMost(10, code.Abs(x)), code.Constant(-2));
        (Vectors remainder, Vectors biased) = Reduce(code, y);
        Vectors square = code.Mul(remainder, remainder);
        Vectors small = code.MultiplyAdd(code.Polynomial(remainder, Exponential), square, remainder);
        Vectors scale = code.PowerOfTwo(biased);
        Vectors m = code.MultiplyAdd(small, scale, code.Sub(scale, code.Constant(1)));
        Vectors magnitude = code.Div(m, code.Add(m, code.Constant(2)));
        return code.CopySign(magnitude, x);
    }

    /// <summary>x·Φ(x) as x·Φ(-|x|), or what that leaves of x: nothing cancels on the negative side. ∞ at ∞, -0 at -∞.</summary>
    public static Vectors Gelu(VectorCode code, Vectors x)
    {
        Vectors one = code.Constant(1);
        Vectors bounded = code.AtLeast(-NoTail, code.AtMost(NoTail, x));
        Vectors t = code.Div(one, code.MultiplyAdd(code.Abs(bounded), code.Constant(NormalTailScale), one));
        Vectors ratio = code.Mul(t, code.Polynomial(t, NormalTail));
        Vectors tail = code.Mul(bounded, code.Mul(NormalDensity(code, bounded), ratio));
        return code.WherePositive(x, code.Sub(x, tail), tail);
    }

    /// <summary>x / (1 + e⁻ˣ): ∞ at ∞, and from where e⁻ˣ is infinite -0.</summary>
    public static Vectors Silu(VectorCode code, Vectors x) =>
        code.Div(code.AtLeast(NoSigmoid, x), code.Add(Exp(code, code.Negate(x)), code.Constant(1)));

    /// <summary>1 / (1 + e⁻ˣ): 0 from where e⁻ˣ is infinite.</summary>
    public static Vectors Sigmoid(VectorCode code, Vectors x)
    {
        Vectors one = code.Constant(1);
        return code.Div(one, code.Add(Exp(code, code.Negate(x)), one));
    }

    /// <summary>x = r + n·ln 2, with n biased as in <see cref="Rounding"/>.</summary>
    private static (Vectors Remainder, Vectors Biased) Reduce(VectorCode code, Vectors x)
    {
        Vectors biased = code.MultiplyAdd(x, code.Constant(Log2E), code.Constant(Rounding));
        Vectors n = code.Sub(biased, code.Constant(Rounding));
        Vectors high = code.MultiplyAdd(n, code.Constant(-Ln2High), x);
        return (code.MultiplyAdd(n, code.Constant(-Ln2Low), high), biased);
    }

    /// <summary>e^(-x²/2) as a power of two; 0 where it is no normal number.</summary>
    private static Vectors NormalDensity(VectorCode code, Vectors x)
    {
        Vectors exponent = code.AtLeast(-127, code.Mul(code.Mul(x, code.Constant(-0.5 * Log2E)), x));
        Vectors biased = code.Add(exponent, code.Constant(Rounding));
        Vectors fraction = code.Sub(exponent, code.Sub(biased, code.Constant(Rounding)));
        return code.Mul(code.Polynomial(fraction, PowerOfTwo), code.PowerOfTwo(biased));
    }
}
