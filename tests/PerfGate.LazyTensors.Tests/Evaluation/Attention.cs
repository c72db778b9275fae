using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class Attention
{
    [Theory]
    [InlineData("")]
    [InlineData("mask")]
    [InlineData("numbers")]
    public void Is_what_eager_gives(string masked)
    {
        using Tensor q = randn(2, 3, 5, 8), k = randn(2, 3, 7, 8), v = randn(2, 3, 7, 4), lower = ones(5, 7).tril(), mask = lower.to(ScalarType.Bool), numbers = randn(5, 7);
        Tensor? given = masked == "mask" ? mask : masked == "numbers" ? numbers : null;
        using Tensor expected = nn.functional.scaled_dot_product_attention(q, k, v, given);
        LazyTensor? node = given is null ? null : LazyTensor.Input(given);
        using LazyTensor lazy = LazyTensor.scaled_dot_product_attention(LazyTensor.Input(q), LazyTensor.Input(k), LazyTensor.Input(v), node);
        using CompiledGraph graph = Lazy.Compile(
            inputs => LazyTensor.scaled_dot_product_attention(inputs[0], inputs[1], inputs[2], node), InputSlot.Like(q), InputSlot.Like(k), InputSlot.Like(v));
        using Tensor compiled = graph.Run([q, k, v])[0];

        Numbers.AssertSame(expected, lazy.Eval());
        Numbers.AssertSame(expected, compiled);
    }

    [Fact]
    public void Refuses_shapes_that_do_not_fit()
    {
        LazyTensor a = LazyTensor.Constant(1, [5, 8]), b = LazyTensor.Constant(1, [7, 4]), row = LazyTensor.Constant(1, [8]);

        Assert.StartsWith("scaled_dot_product_attention: shapes", Assert.Throws<GraphException>(() => LazyTensor.scaled_dot_product_attention(a, b, b)).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "scaled_dot_product_attention: shapes [5, 8] and [8] are not", Assert.Throws<GraphException>(() => LazyTensor.scaled_dot_product_attention(a, row, b)).Message, StringComparison.Ordinal);
    }
}
