using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>Sums over millions of elements are as exact as eager's, however they are computed.</summary>
public class LongRows
{
    private const int Columns = 1 << 22;
    private const double Close = 2e-6;

    [Fact]
    public void Of_four_million_elements_are_what_float64_gives()
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        Tensor x = (rand(1, Columns) * 2) + 3, wide = x.to(ScalarType.Float64);
        LazyTensor input = LazyTensor.Input(x);

        AssertClose(nn.functional.layer_norm(wide, [Columns]), input.layer_norm([Columns]));
        AssertClose(wide / ((wide * wide).mean([-1], true) + 1e-5).sqrt(), input.rms_norm([Columns], eps: 1e-5));
        AssertClose(wide.softmax(-1) * Columns, input.softmax(-1) * Columns);
        AssertClose(wide.mean(), input.mean());
        AssertClose(wide.sum([-1]), input.sum(-1));
    }

    private static void AssertClose(Tensor expected, LazyTensor node)
    {
        using (node)
        {
            Tensor wide = node.Eval().to(ScalarType.Float64), difference = (wide - expected).abs() / (expected.abs() + 1);
            Assert.InRange(difference.max().ToDouble(), 0, Close);
        }
    }
}
