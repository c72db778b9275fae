using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>Against the formulas, in Float64; that they are what eager gives is seen on random graphs.</summary>
public class Normalization
{
    private static readonly double[] X = [1, -2, 3, 0.5, 4, 1];
    private static readonly double[] Weight = [2, -1, 0.5];
    private static readonly double[] Bias = [0.25, 0, -3];

    [Fact]
    public void Layer_norm_takes_mean_and_variance_over_the_last_dimensions_together()
    {
        using Tensor x = tensor(X, [2, 3]), w = tensor(Weight), b = tensor(Bias);
        using LazyTensor rows = LazyTensor.Input(x).layer_norm([3], LazyTensor.Input(w), LazyTensor.Input(b), eps: 0.5);
        using LazyTensor all = LazyTensor.Input(x).layer_norm([2, 3]);

        Assert.Equal([.. Row(X[..3]), .. Row(X[3..])], Numbers.Of(rows.Eval()), Close);
        Assert.Equal(Centred(X, 1e-5), Numbers.Of(all.Eval()), Close);

        static double[] Row(double[] row) => [.. Centred(row, 0.5).Select((value, i) => value * Weight[i] + Bias[i])];
    }

    [Fact]
    public void A_bias_without_a_weight_is_added_to_what_is_normalized()
    {
        using Tensor x = tensor(X[..3]), b = tensor(Bias);
        using LazyTensor node = LazyTensor.Input(x).layer_norm([3], bias: LazyTensor.Input(b));

        Assert.Equal(Centred(X[..3], 1e-5).Zip(Bias, (value, bias) => value + bias), Numbers.Of(node.Eval()), Close);
    }

    [Fact]
    public void Rms_norm_divides_by_the_root_of_the_mean_square_and_leaves_the_mean_alone()
    {
        using Tensor x = tensor(X, [2, 3]), w = tensor(Weight);
        using LazyTensor rows = LazyTensor.Input(x).rms_norm([3], LazyTensor.Input(w), eps: 0.5);
        using LazyTensor all = LazyTensor.Input(x).rms_norm([2, 3], eps: 0);

        Assert.Equal([.. Row(X[..3]), .. Row(X[3..])], Numbers.Of(rows.Eval()), Close);
        Assert.Equal(Scaled(X, 0), Numbers.Of(all.Eval()), Close);

        static double[] Row(double[] row) => [.. Scaled(row, 0.5).Select((value, i) => value * Weight[i])];
    }

    [Fact]
    public void Rms_norm_of_zeros_is_zero_with_the_dtypes_own_eps_and_counts_every_kernel_it_launches()
    {
        foreach (ScalarType dtype in (ScalarType[])[ScalarType.Float32, ScalarType.Float64])
        {
            using LazyTensor node = LazyTensor.Constant(0, [2, 3], dtype).rms_norm([3]);
            using LazyTensor unoptimized = LazyTensor.Constant(0, [2, 3], dtype).rms_norm([3]);
            using LazyTensor tiny = LazyTensor.Constant(dtype == ScalarType.Float32 ? 1e-8 : 1e-18, [2, 3], dtype).rms_norm([3]);

            Assert.Equal(new double[6], Numbers.Of(node.Eval()));
            Assert.InRange(Numbers.Of(tiny.Eval())[0], 1e-11, 1e-3);
            Assert.Equal(new double[6], Numbers.Of(unoptimized.Eval(new LazyOptions { Passes = Pass.None })));
            Assert.Equal(1 + 5, unoptimized.Counters.KernelsLaunched);
        }
    }

    [Fact]
    public void A_normalization_leaves_weight_and_input_as_they_were_and_no_tensor_behind()
    {
        using Tensor x = tensor(X, [2, 3]), w = tensor(Weight);
        LiveTensors.AreUnchangedBy(() =>
        {
            using LazyTensor node = LazyTensor.Input(x).rms_norm([3], LazyTensor.Input(w)).layer_norm([3], LazyTensor.Input(w));
            node.Eval();
        });

        Assert.Equal(X, Numbers.Of(x));
        Assert.Equal(Weight, Numbers.Of(w));
    }

    private static double[] Centred(double[] row, double eps)
    {
        double mean = row.Average();
        double variance = row.Average(value => (value - mean) * (value - mean));
        return [.. row.Select(value => (value - mean) / Math.Sqrt(variance + eps))];
    }

    private static double[] Scaled(double[] row, double eps)
    {
        double square = row.Average(value => value * value);
        return [.. row.Select(value => value / Math.Sqrt(square + eps))];
    }

    private static bool Close(double x, double y) => Math.Abs(x - y) <= 1e-12 * (1 + Math.Abs(x));
}
