using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Tests.Fusion;

public class Exponentials
{
    /// <summary>Results below this may be 0, as with eager: silu is where e⁻ˣ is infinite, other results are no normal numbers.</summary>
    private const double Tiny = 3e-37;

    /// <summary>What gelu may be off on its way to 0 on the negative side.</summary>
    private const double GeluTail = 1e-8;

    public static TheoryData<int> Operations => [.. Bodies.Exponentials.Select(op => (int)op)];

    [Theory]
    [InlineData((int)Op.Exp, -87, 88.7, 1)]
    [InlineData((int)Op.Exp, -1, 1, 1)]
    [InlineData((int)Op.Tanh, -20, 20, 3)]
    [InlineData((int)Op.Tanh, -1, 1, 3)]
    [InlineData((int)Op.Tanh, -1e-3, 1e-3, 3)]
    public void Exp_and_tanh_are_a_few_units_in_the_last_place_off(int op, double low, double high, double units)
    {
        double[] x = Between(low, high);
        double[] y = Run((Op)op, x);
        for (int i = 0; i < x.Length; i++)
        {
            double expected = Reference.Apply((Op)op, x[i]);
            float magnitude = (float)Math.Abs(expected);
            double unit = MathF.BitIncrement(magnitude) - (double)magnitude;
            Assert.True(Math.Abs(y[i] - expected) <= units * unit, $"{(Op)op}({x[i]:R}) is {y[i]:R} and should be {expected:R}");
        }
    }

    [Theory]
    [InlineData((int)Op.Gelu, -20, 30, GeluTail)]
    [InlineData((int)Op.Gelu, -2, 2, Tiny)]
    [InlineData((int)Op.Gelu, -1e-3, 1e-3, Tiny)]
    [InlineData((int)Op.Silu, -80, 80, Tiny)]
    [InlineData((int)Op.Silu, -1e-3, 1e-3, Tiny)]
    public void Gelu_and_silu_keep_their_digits_where_they_are_small(int op, double low, double high, double absolute)
    {
        double[] x = Between(low, high);
        double[] y = Run((Op)op, x);
        for (int i = 0; i < x.Length; i++)
        {
            AssertNear((Op)op, x[i], y[i], absolute);
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Any_float_gives_what_the_formula_gives(int op)
    {
        double[] x = AnyFloats();
        double[] y = Run((Op)op, x);
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]))
            {
                Assert.True(double.IsNaN(y[i]));
            }
            else if (double.IsFinite(x[i]))
            {
                AssertNear((Op)op, x[i], y[i], (Op)op == Op.Gelu ? GeluTail : Tiny);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_width_gives_the_same_bits(int op)
    {
        double[] x = [.. AnyFloats(), .. Between(-110, 110), .. Between(-2, 2)];
        double[] narrow = Run((Op)op, x, VectorWidth.Bits128);

        Assert.Equal(narrow, Run((Op)op, x, VectorWidth.Bits256));
        Assert.Equal(narrow, Run((Op)op, x, VectorWidth.Bits512));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Where_an_element_stands_changes_nothing(int op)
    {
        double[] x = Between(-5, 5);
        double[] whole = Run((Op)op, x);
        foreach (int start in new[] { 1, 7, 31, 100 })
        {
            Assert.Equal(whole[start..(start + 150)], Run((Op)op, x[start..(start + 150)]));
        }
    }

    /// <summary>Within 10⁻⁶ of the result, or the absolute difference; overflow may come one unit early or late.</summary>
    private static void AssertNear(Op op, double x, double y, double absolute)
    {
        double expected = Reference.Apply(op, x);
        bool near = double.IsInfinity(y)
            ? Math.Abs(expected) > float.MaxValue * (1 - 1e-6) && Math.Sign(expected) == Math.Sign(y)
            : Math.Abs(y - expected) <= (1e-6 * Math.Abs(expected)) + absolute;
        Assert.True(near, $"{op}({x:R}) is {y:R} and should be {expected:R}");
    }

    private static double[] Run(Op op, double[] x, VectorWidth width = VectorWidth.Bits512) =>
        KernelRun.Row(Bodies.Of(op), width, [x])[0];

    private static double[] Between(double low, double high)
    {
        var random = new Random(17);
        return [.. Enumerable.Range(0, 100_000).Select(_ => (double)(float)(low + ((high - low) * random.NextDouble())))];
    }

    /// <summary>Random bits: every exponent as often as every other, NaN among them.</summary>
    private static double[] AnyFloats()
    {
        var random = new Random(18);
        return [.. Enumerable.Range(0, 100_000).Select(_ => (double)BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32)))];
    }
}
