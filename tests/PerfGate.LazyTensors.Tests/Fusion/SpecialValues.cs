using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Fusion;

/// <summary>Against the mathematical values, which are the same on every processor; eager's are not.</summary>
public class SpecialValues
{
    private const double Infinity = double.PositiveInfinity;
    private const double NaN = double.NaN;

    /// <summary>The smallest Float32 above 0: what rounding of a denormal result may be off.</summary>
    private const double Denormal = float.Epsilon;

    /// <summary>The largest that silu and sigmoid take for 0.</summary>
    private const double VanishingSilu = 3e-37;

    private static readonly double[] Zeros = [0, -0.0];

    private static readonly double[] Finite =
    [
        float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.17549435e-38f, -1.17549435e-38f, 1e-20f, -1e-20f, 20, 88.72f, 89, 100, 104.5f, 1e10f,
        1e19f, 1e30f, 3e38f, float.MaxValue, -20, -87.5f, -88.72f, -89, -95, -100, -103.9f, -104.5f, -1e10f, -1e19f, -1e30f, -3e38f, -float.MaxValue,
    ];

    /// <summary>What becomes of NaN, ∞ and -∞: the limit where there is one.</summary>
    public static TheoryData<int, ScalarType, double[]> Limits => new()
    {
        { (int)Op.Exp, ScalarType.Float32, [NaN, Infinity, 0] },
        { (int)Op.Tanh, ScalarType.Float32, [NaN, 1, -1] },
        { (int)Op.Gelu, ScalarType.Float32, [NaN, Infinity, -0.0] },
        { (int)Op.Silu, ScalarType.Float32, [NaN, Infinity, -0.0] },
        { (int)Op.Sigmoid, ScalarType.Float32, [NaN, 1, 0] },
        { (int)Op.Rsqrt, ScalarType.Float32, [NaN, 0, NaN] },
        { (int)Op.Rsqrt, ScalarType.Float64, [NaN, 0, NaN] },
        { (int)Op.Sqrt, ScalarType.Float32, [NaN, Infinity, NaN] },
        { (int)Op.Relu, ScalarType.Float32, [NaN, Infinity, 0] },
        { (int)Op.Neg, ScalarType.Float32, [NaN, -Infinity, Infinity] },
        { (int)Op.Sqrt, ScalarType.Float64, [NaN, Infinity, NaN] },
        { (int)Op.Relu, ScalarType.Float64, [NaN, Infinity, 0] },
        { (int)Op.Neg, ScalarType.Float64, [NaN, -Infinity, Infinity] },
    };

    public static TheoryData<int> Operations =>
        [.. Bodies.Exponentials.Concat([Op.Sqrt, Op.Relu, Op.Neg]).Select(op => (int)op)];

    [Theory]
    [MemberData(nameof(Limits))]
    public void Nan_and_infinities_become_their_limits_at_every_width(int op, ScalarType type, double[] expected) =>
        AssertEach((Op)op, type, [NaN, Infinity, -Infinity], (i, y) => HasSameSign(expected[i], y) && y.Equals(expected[i]));

    [Theory]
    [MemberData(nameof(Operations))]
    public void Zero_keeps_its_sign_at_every_width(int op) =>
        AssertEach((Op)op, ScalarType.Float32, Zeros, (i, y) =>
        {
            double expected = Reference.Apply((Op)op, Zeros[i]);
            return y.Equals(expected) && ((Op)op == Op.Relu || HasSameSign(expected, y));
        });

    [Theory]
    [MemberData(nameof(Operations))]
    public void Denormal_huge_and_vanishing_numbers_become_what_the_formula_gives_at_every_width(int op) =>
        AssertEach((Op)op, ScalarType.Float32, Finite, (i, y) => IsNear((Op)op, Finite[i], y));

    /// <summary>Several times in a row, so that whole vectors and the end of a row hold them.</summary>
    private static void AssertEach(Op op, ScalarType type, double[] x, Func<int, double, bool> isRight)
    {
        double[] row = [.. x, .. x, .. x];
        foreach (VectorWidth width in KernelRun.Widths)
        {
            double[] y = KernelRun.Row(Bodies.Of(op, type), width, [row])[0];
            for (int i = 0; i < y.Length; i++)
            {
                Assert.True(isRight(i % x.Length, y[i]), $"{op}({row[i]:R}) is {y[i]:R} at {width}");
            }
        }
    }

    /// <summary>What overflows does, NaN is only where it should be, and 0 has the sign of what it stands for. Silu and sigmoid are 0 already where e⁻ˣ is infinite.</summary>
    private static bool IsNear(Op op, double x, double y)
    {
        double expected = Reference.Apply(op, x);
        double rounded = (float)expected;
        double absolute = op is Op.Silu or Op.Sigmoid && x < -88 ? VanishingSilu : 2 * Denormal;
        return double.IsFinite(rounded)
            ? Math.Abs(y - expected) <= (1e-6 * Math.Abs(expected)) + absolute && HasSameSign(expected, y)
            : y.Equals(rounded);
    }

    private static bool HasSameSign(double expected, double actual) =>
        double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual);
}
