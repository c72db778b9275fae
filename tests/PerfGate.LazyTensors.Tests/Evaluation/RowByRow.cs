using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Tests.Passes;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class RowByRow
{
    [Theory]
    [InlineData(130, 37)]
    [InlineData(70, 64)]
    [InlineData(3, 1_000)]
    [InlineData(2, 9_001)]
    [InlineData(5, 1)]
    public void Every_row_of_any_length_is_what_eager_gives(long rows, long columns)
    {
        using Tensor x = randn(rows, columns) * 3, w = randn(columns), b = randn(columns);
        LazyTensor input = LazyTensor.Input(x), weight = LazyTensor.Input(w), bias = LazyTensor.Input(b);
        using Tensor softmax = x.softmax(-1);
        AssertSame(softmax, Op.SoftmaxRows, input.softmax(-1));
        foreach ((Tensor? ew, LazyTensor? lw) in ((Tensor?, LazyTensor?)[])[(null, null), (w, weight)])
        {
            foreach ((Tensor? eb, LazyTensor? lb) in ((Tensor?, LazyTensor?)[])[(null, null), (b, bias)])
            {
                using Tensor normalized = nn.functional.layer_norm(x, [columns], ew, eb);
                AssertSame(normalized, Op.LayerNormRows, input.layer_norm([columns], lw, lb));
            }
        }

        using LazyTensor unoptimized = input.rms_norm([columns], weight);
        AssertSame(unoptimized.Eval(new LazyOptions { Passes = Pass.None }), Op.RmsNormRows, input.rms_norm([columns], weight));
    }

    [Fact]
    public void Rows_of_very_different_size_do_not_overflow()
    {
        using Tensor x = randn(20, 50), size = arange(20, ScalarType.Float32).mul_(100).reshape(20, 1), large = x + size, expected = large.softmax(-1);
        using LazyTensor softmax = LazyTensor.Input(large).softmax(-1);

        Numbers.AssertSame(expected, softmax.Eval());
    }

    [Fact]
    public void In_place_of_an_operand_that_nobody_reads_any_more()
    {
        using Tensor x = randn(90, 50), y = randn(50, 50);
        using LazyTensor result = LazyTensor.Input(x).matmul(LazyTensor.Input(y)).softmax(-1);
        using Tensor product = x.matmul(y), expected = product.softmax(-1);

        Numbers.AssertSame(expected, result.Eval());
        Assert.Equal(0, result.Counters.IntermediateBytes);
    }

    [Fact]
    public void Nan_and_infinities_are_what_eager_makes_of_them()
    {
        float[] rows = [1, float.NaN, 2, 3, float.PositiveInfinity, 1, float.NegativeInfinity, 0, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity];
        using Tensor x = tensor(rows, [3, 4]), expected = x.softmax(-1), normalized = nn.functional.layer_norm(x, [4]);
        using LazyTensor softmax = LazyTensor.Input(x).softmax(-1), norm = LazyTensor.Input(x).layer_norm([4]);
        using Tensor wide = x.repeat(1, 20), wideExpected = wide.softmax(-1);
        using LazyTensor wideSoftmax = LazyTensor.Input(wide).softmax(-1);

        Numbers.AssertSame(expected, softmax.Eval());
        Numbers.AssertSame(normalized, norm.Eval());
        Numbers.AssertSame(wideExpected, wideSoftmax.Eval());
    }

    [Fact]
    public void Along_another_dimension_or_in_float64_it_is_left_to_libtorch()
    {
        using Tensor x = randn(4, 5), wide = randn([4, 5], ScalarType.Float64);
        Assert.Equal([Op.Softmax], After.Ops(Pass.RowKernels, LazyTensor.Input(x).softmax(0)));
        Assert.Equal([Op.LayerNorm], After.Ops(Pass.RowKernels, LazyTensor.Input(wide).layer_norm([5])));
    }

    private static void AssertSame(Tensor expected, Op op, LazyTensor node)
    {
        Assert.Equal([op], After.Ops(Pass.RowKernels, node));
        using (node)
        {
            Numbers.AssertSame(expected, node.Eval());
        }
    }
}
