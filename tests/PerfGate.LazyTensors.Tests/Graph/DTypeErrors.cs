using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Graph;

public class DTypeErrors
{
    private static readonly LazyTensor Single = LazyTensor.Constant(1, [3, 3], ScalarType.Float32);
    private static readonly LazyTensor Double = LazyTensor.Constant(1, [3, 3], ScalarType.Float64);

    [Theory]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.ComplexFloat32)]
    public void An_input_of_another_dtype_is_refused_by_name(ScalarType dtype)
    {
        using Tensor tensor = zeros(2, 3, dtype: dtype);

        var error = Assert.Throws<GraphException>(() => LazyTensor.Input(tensor));

        Assert.Equal("input", error.Operation);
        Assert.Contains("[2, 3]", error.Message, StringComparison.Ordinal);
        Assert.Contains(dtype.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Products_of_different_dtypes_are_errors_that_name_both()
    {
        Expect("matmul", () => Single.matmul(Double));
        Expect("linear", () => Single.linear(Double));
        Expect("linear", () => Single.linear(Single, LazyTensor.Constant(0, [3], ScalarType.Float64)));
        Expect("lora", () => LazyTensor.LoraForward(Single, Single, Double, 3, 1));
        Expect("lora", () => LazyTensor.LoraLinear(Single, Double, Single, Single, 3, 1));
        Expect("lora", () => LazyTensor.LoraLinear(Single, Single, Single, Double, 3, 1));
    }

    [Fact]
    public void A_mask_is_no_number_and_a_number_no_mask()
    {
        LazyTensor mask = Single > 0;
        Assert.Equal(ScalarType.Bool, mask.dtype);
        Assert.All(
            (Func<object>[])
            [
                () => mask + Single, () => Single * mask, () => mask + 1, () => mask.exp(), () => mask.softmax(0), () => mask.sum(), () => mask.matmul(mask),
                () => mask.linear(mask), () => mask.layer_norm([3]), () => mask > 0, () => Single.lt(mask), () => LazyTensor.where(mask, mask, Single),
            ],
            build => Assert.Contains("numbers are needed", Assert.Throws<GraphException>(build).Message, StringComparison.Ordinal));
        Assert.Contains("a mask of Bool is needed", Assert.Throws<GraphException>(() => LazyTensor.where(Single, Single, Single)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_and_biases_of_another_dtype_than_what_is_normalized_are_errors_that_name_both()
    {
        Expect("layer_norm", () => Single.layer_norm([3, 3], Double));
        Expect("layer_norm", () => Single.layer_norm([3, 3], Single, Double));
        Expect("layer_norm", () => Double.layer_norm([3, 3], null, Single));
        Expect("rms_norm", () => Single.rms_norm([3, 3], Double));
    }

    [Fact]
    public void Inputs_that_are_sparse_or_record_gradients_or_have_too_many_dimensions_are_refused()
    {
        using Tensor dense = ones(2, 2);
        using Tensor deep = ones([.. Enumerable.Repeat(1L, 65)]);
        using Tensor sparse = dense.to_sparse();
        using Tensor recorded = ones(2, 2, requires_grad: true);

        Assert.Contains("64", Assert.Throws<GraphException>(() => LazyTensor.Input(deep)).Message, StringComparison.Ordinal);
        Assert.Contains("sparse", Assert.Throws<GraphException>(() => LazyTensor.Input(sparse)).Message, StringComparison.Ordinal);
        Assert.Contains("detach", Assert.Throws<GraphException>(() => LazyTensor.Input(recorded)).Message, StringComparison.Ordinal);
    }

    private static void Expect(string operation, Func<object> build)
    {
        var error = Assert.Throws<GraphException>(build);
        Assert.Equal(operation, error.Operation);
        Assert.Contains("Float32", error.Message, StringComparison.Ordinal);
        Assert.Contains("Float64", error.Message, StringComparison.Ordinal);
        Assert.Contains("[3", error.Message, StringComparison.Ordinal);
    }
}
