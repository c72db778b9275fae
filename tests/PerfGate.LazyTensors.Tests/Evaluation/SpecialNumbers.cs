using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class SpecialNumbers
{
    private const double Infinity = double.PositiveInfinity;
    private const double NaN = double.NaN;
    private static readonly float[] Specials = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0, -0f];

    /// <summary>What becomes of NaN, ∞, -∞, 0 and -0.</summary>
    public static TheoryData<string, Func<LazyTensor, LazyTensor>, double[]> Elementwise => new()
    {
        { "neg", x => -x, [NaN, -Infinity, Infinity, -0.0, 0] },
        { "tanh", x => x.tanh(), [NaN, 1, -1, 0, -0.0] },
        { "exp", x => x.exp(), [NaN, Infinity, 0, 1, 1] },
        { "sqrt", x => x.sqrt(), [NaN, Infinity, NaN, 0, -0.0] },
        { "silu", x => x.silu(), [NaN, Infinity, -0.0, 0, -0.0] },
        { "gelu", x => x.gelu(), [NaN, Infinity, -0.0, 0, -0.0] },
        { "sigmoid", x => x.sigmoid(), [NaN, 1, 0, 0.5, 0.5] },
        { "log", x => x.log(), [NaN, Infinity, NaN, -Infinity, -Infinity] },
        { "rsqrt", x => x.rsqrt(), [NaN, 0, NaN, Infinity, -Infinity] },
        { "pow 3", x => x.pow(3), [NaN, Infinity, -Infinity, 0, -0.0] },
        { "pow 2", x => x.pow(2), [NaN, Infinity, Infinity, 0, 0] },
        { "pow 0", x => x.pow(0), [1, 1, 1, 1, 1] },
        { "clamp -1 to 2", x => x.clamp(-1, 2), [NaN, 2, -1, 0, -0.0] },
        { "clamp from 2 to 1", x => x.clamp(2, 1), [NaN, 1, 1, 1, 1] },
        { "clamp to NaN", x => x.clamp(max: NaN), [NaN, NaN, NaN, NaN, NaN] },
        { "x / 0", x => x / 0.0, [NaN, Infinity, -Infinity, NaN, NaN] },
        { "x / ∞", x => x / Infinity, [NaN, NaN, NaN, 0, -0.0] },
        { "x / x", x => x / x, [NaN, NaN, NaN, NaN, NaN] },
        { "x * ∞", x => x * Infinity, [NaN, Infinity, -Infinity, NaN, NaN] },
        { "x - x", x => x - x, [NaN, NaN, NaN, 0, 0] },
        { "∞ - x", x => Infinity - x, [NaN, NaN, Infinity, Infinity, Infinity] },
        { "0 - x", x => 0.0 - x, [NaN, -Infinity, Infinity, 0, 0] },
        { "x + NaN", x => x + NaN, [NaN, NaN, NaN, NaN, NaN] },
        { "softmax", x => x.softmax(0), [NaN, NaN, NaN, NaN, NaN] },
        { "layer_norm", x => x.layer_norm([5]), [NaN, NaN, NaN, NaN, NaN] },
        { "rms_norm", x => x.rms_norm([5]), [NaN, NaN, NaN, NaN, NaN] },
        { "reshape", x => x.reshape(5, 1), [NaN, Infinity, -Infinity, 0, -0.0] },
        { "broadcast_to", x => x.broadcast_to(1, 5), [NaN, Infinity, -Infinity, 0, -0.0] },
    };

    /// <summary>The sum, mean and maximum of some elements.</summary>
    public static TheoryData<float[], double, double, double> Reductions => new()
    {
        { [1, float.NaN, 2], NaN, NaN, NaN },
        { [float.NaN, float.PositiveInfinity], NaN, NaN, NaN },
        { [1, float.PositiveInfinity], Infinity, Infinity, Infinity },
        { [float.PositiveInfinity, float.NegativeInfinity], NaN, NaN, Infinity },
        { [float.NegativeInfinity, float.NegativeInfinity], -Infinity, -Infinity, -Infinity },
        { [-5, -3], -8, -4, -3 },
    };

    [Theory]
    [MemberData(nameof(Elementwise), DisableDiscoveryEnumeration = true)]
    public void Nan_infinity_and_the_sign_of_zero_become_what_the_formula_says(
        string name, Func<LazyTensor, LazyTensor> operation, double[] expected)
    {
        using Tensor a = tensor(Specials);
        using LazyTensor node = operation(LazyTensor.Input(a));

        double[] actual = Numbers.Of(node.Eval());

        Assert.True(expected.Zip(actual, IsSame).All(same => same), $"{name}: {string.Join(' ', actual)}");
    }

    [Theory]
    [MemberData(nameof(Reductions))]
    public void Nan_and_infinity_reach_sum_mean_and_maximum(float[] values, double sum, double mean, double max)
    {
        using Tensor a = tensor(values);
        LazyTensor x = LazyTensor.Input(a);
        LazyTensor[] outputs = [x.sum(), x.sum(0), x.mean(), x.mean(0, keepdim: true), x.max(), x.amax(-1)];

        double[] results = [.. LazyTensor.EvalAll(outputs).Select(tensor => Numbers.Of(tensor)[0])];

        Assert.Equal([sum, sum, mean, mean, max, max], results);
        Array.ForEach(outputs, output => output.Dispose());
    }

    [Fact]
    public void The_sum_of_nothing_is_zero_and_its_mean_is_nan()
    {
        LazyTensor empty = LazyTensor.Constant(1, [2, 0]);
        LazyTensor[] outputs = [empty.sum(), empty.mean(), empty.sum(1), empty.mean(1), empty.sum(0), empty.mean(0)];

        double[][] results = [.. LazyTensor.EvalAll(outputs).Select(Numbers.Of)];

        Assert.Equal([[0.0], [NaN], [0.0, 0.0], [NaN, NaN], [], []], results);
        Array.ForEach(outputs, output => output.Dispose());
    }

    [Fact]
    public void Dividing_by_a_number_is_not_multiplying_by_its_reciprocal()
    {
        float[] numerators = [.. Enumerable.Range(1, 100).Select(i => (float)i)];
        using Tensor a = tensor(numerators);
        using LazyTensor quotient = LazyTensor.Input(a) / 3.0;

        Assert.Equal(numerators.Select(x => (double)(x / 3f)), Numbers.Of(quotient.Eval()));
    }

    [Fact]
    public void Nan_and_infinity_pass_through_a_product_with_zero()
    {
        using Tensor a = tensor(new[] { float.NaN, float.PositiveInfinity, 1f });
        using LazyTensor product = LazyTensor.Input(a) * 0.0;

        Assert.Equal([double.NaN, double.NaN, 0], Numbers.Of(product.Eval()));
    }

    [Fact]
    public void Relu_keeps_nan()
    {
        using Tensor a = tensor(new[] { float.NaN, -1f, float.PositiveInfinity });
        using LazyTensor positive = LazyTensor.Input(a).relu();

        Assert.Equal([double.NaN, 0, double.PositiveInfinity], Numbers.Of(positive.Eval()));
    }

    [Fact]
    public void An_empty_sum_of_products_is_zero()
    {
        using LazyTensor product = LazyTensor.Constant(1, [2, 0]).matmul(LazyTensor.Constant(1, [0, 3]));

        Assert.Equal(new double[6], Numbers.Of(product.Eval()));
    }

    [Fact]
    public void Linear_adds_its_bias_to_every_row()
    {
        using LazyTensor x = LazyTensor.Constant(1, [2, 3]).linear(LazyTensor.Constant(2, [1, 3]), LazyTensor.Constant(0.5, [1]));

        Assert.Equal([6.5, 6.5], Numbers.Of(x.Eval()));
    }

    [Fact]
    public void Lora_scales_by_alpha_over_rank()
    {
        using LazyTensor y = LazyTensor.LoraForward(
            LazyTensor.Constant(1, [1, 4]), LazyTensor.Constant(1, [4, 2]), LazyTensor.Constant(1, [2, 3]), rank: 2, alpha: 16);

        Assert.Equal([64.0, 64, 64], Numbers.Of(y.Eval()));
    }

    [Fact]
    public void A_linear_layer_with_an_adapter_is_the_sum_of_both()
    {
        using LazyTensor y = LazyTensor.LoraLinear(
            LazyTensor.Constant(1, [1, 4]),
            LazyTensor.Constant(0.5, [4, 3]),
            LazyTensor.Constant(1, [4, 2]),
            LazyTensor.Constant(1, [2, 3]),
            rank: 2,
            alpha: 16);

        Assert.Equal([66.0, 66, 66], Numbers.Of(y.Eval()));
    }

    /// <summary>0 and -0 differ, NaN is NaN.</summary>
    private static bool IsSame(double expected, double actual) =>
        expected.Equals(actual) && (double.IsNaN(expected) || double.IsNegative(expected) == double.IsNegative(actual));
}
