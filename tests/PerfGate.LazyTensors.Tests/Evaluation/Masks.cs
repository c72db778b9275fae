using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class Masks
{
    private const double NaN = double.NaN;
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void Compare_as_numbers_do_and_nan_with_nothing()
    {
        using Tensor a = tensor(new[] { 1f, 2f, float.NaN, -0f, float.PositiveInfinity }), b = tensor(new[] { 2f, 2f, float.NaN, 0f, float.NegativeInfinity });
        LazyTensor x = LazyTensor.Input(a), y = LazyTensor.Input(b);
        LazyTensor[] masks = [x > y, x >= y, x < y, x <= y, x.eq(y), x.ne(y), x > 1.5, x >= 2, x < 2, x <= 1, x.eq(0), x.ne(2)];

        double[][] results = [.. LazyTensor.EvalAll(masks).Select(Numbers.Of)];

        Assert.Equal(
            [
                [0, 0, 0, 0, 1], [0, 1, 0, 1, 1], [1, 0, 0, 0, 0], [1, 1, 0, 1, 0], [0, 1, 0, 1, 0], [1, 0, 1, 0, 1],
                [0, 1, 0, 0, 1], [0, 1, 0, 0, 1], [1, 0, 0, 1, 0], [1, 0, 0, 1, 0], [0, 0, 0, 1, 0], [1, 0, 1, 1, 1],
            ],
            results);
        Array.ForEach(masks, mask => mask.Dispose());
    }

    [Fact]
    public void Choose_and_what_is_not_chosen_stays_out()
    {
        using Tensor a = tensor(new[] { 1.0, NaN, Infinity }), allowed = tensor(new[] { true, false, false });
        LazyTensor x = LazyTensor.Input(a), mask = LazyTensor.Input(allowed);
        using LazyTensor chosen = LazyTensor.where(mask, x, LazyTensor.Constant(7, [2, 1])), filled = x.masked_fill(x.ne(1), -1);

        Assert.Equal(ScalarType.Float64, chosen.dtype);
        Assert.Equal([2L, 3], chosen.shape.ToArray());
        Assert.Equal([1, 7, 7, 1, 7, 7], Numbers.Of(chosen.Eval()));
        Assert.Equal([1.0, -1, -1], Numbers.Of(filled.Eval()));
    }

    [Fact]
    public void Make_attention_causal()
    {
        using Tensor scores = randn(4, 4), ones = torch.ones([4, 4], ScalarType.Bool), above = ones.triu(1);
        using Tensor masked = scores.masked_fill(above, double.NegativeInfinity), expected = masked.softmax(-1);
        using LazyTensor attention = LazyTensor.Input(scores).masked_fill(LazyTensor.Input(above), double.NegativeInfinity).softmax(-1);

        Numbers.AssertSame(expected, attention.Eval());
    }

    [Fact]
    public void Of_shapes_that_do_not_broadcast_are_refused()
    {
        LazyTensor two = LazyTensor.Constant(1, [2]), three = LazyTensor.Constant(1, [3]);
        Assert.Equal("gt", Assert.Throws<GraphException>(() => two > three).Operation);
        Assert.Equal("where", Assert.Throws<GraphException>(() => LazyTensor.where(two > 0, three, three)).Operation);
    }
}
