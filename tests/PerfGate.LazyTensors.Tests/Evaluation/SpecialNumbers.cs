using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class SpecialNumbers
{
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
}
