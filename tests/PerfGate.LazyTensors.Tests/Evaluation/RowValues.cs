using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>What is computed row by row, against the mathematical values: eager adds up in an order of its own.</summary>
public class RowValues
{
    private const int Long = 1 << 20;
    private const float Tenth = 0.1f;

    /// <summary>Numbers of a row, and their softmax.</summary>
    public static TheoryData<float[], double[]> Softmaxes => new()
    {
        { [3e38f, -3e38f, 0], [1, 0, 0] },
        { [float.MaxValue, float.MaxValue, -float.MaxValue], [0.5, 0.5, 0] },
        { [float.Epsilon, -float.Epsilon, 0, -0f], [0.25, 0.25, 0.25, 0.25] },
        { [float.NegativeInfinity, 0, float.NegativeInfinity], [0, 1, 0] },
        { [-1000, -1000], [0.5, 0.5] },
        { [0, -90, -100], [1, 8.194e-40, 3.72e-44] },
        { [0, float.NaN], [double.NaN, double.NaN] },
        { [0, float.PositiveInfinity], [double.NaN, double.NaN] },
        { [float.NegativeInfinity, float.NegativeInfinity], [double.NaN, double.NaN] },
    };

    [Theory]
    [MemberData(nameof(Softmaxes))]
    public void Softmax_of_special_numbers_is_what_the_formula_gives_in_a_row_of_any_length(float[] numbers, double[] expected)
    {
        // What is -∞ has no part in a softmax.
        foreach (int columns in new[] { numbers.Length, 21, 67 })
        {
            float[] row = [.. numbers, .. Enumerable.Repeat(float.NegativeInfinity, columns - numbers.Length)];
            using Tensor x = tensor(row, [1, columns]);
            using LazyTensor softmax = LazyTensor.Input(x).softmax(-1);

            Assert.Equal(expected, Numbers.Of(softmax.Eval())[..numbers.Length], (e, y) => e.Equals(y) || Math.Abs(e - y) <= (1e-6 * e) + 2e-45);
        }
    }

    [Fact]
    public void Layer_norm_and_rms_norm_of_denormal_numbers_are_the_numbers_over_the_root_of_eps()
    {
        float[] row = [1e-40f, -1e-40f, 1e-41f, -1e-41f];
        using Tensor x = tensor(row, [1, 4]);
        using LazyTensor layer = LazyTensor.Input(x).layer_norm([4], eps: 1e-4), rms = LazyTensor.Input(x).rms_norm([4], eps: 1e-4);

        double[] expected = [.. row.Select(value => value * 100.0)];
        Assert.Equal(expected, Numbers.Of(layer.Eval()), (e, y) => Math.Abs(e - y) <= 1e-5 * Math.Abs(e));
        Assert.Equal(expected, Numbers.Of(rms.Eval()), (e, y) => Math.Abs(e - y) <= 1e-5 * Math.Abs(e));
    }

    [Fact]
    public void A_long_row_is_added_up_as_exactly_with_narrow_registers_as_with_wide_ones()
    {
        using Tensor x = full([1, Long], Tenth);
        using LazyTensor softmax = LazyTensor.Input(x).softmax(-1), layer = LazyTensor.Input(x).layer_norm([Long]);
        using LazyTensor rms = LazyTensor.Input(x).rms_norm([Long], eps: 1e-5);

        Assert.Equal(1.0 / Long, Numbers.Of(softmax.Eval())[0], 1e-6 / Long);
        Assert.Equal(0, Numbers.Of(layer.Eval())[0], 1e-4);
        Assert.Equal(Tenth / Math.Sqrt((Tenth * Tenth) + 1e-5), Numbers.Of(rms.Eval())[^1], 1e-5);
    }
}
