using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Graph;

/// <summary>More elements than a 64-bit number counts are an error where they arise.</summary>
public class Counting
{
    private const long Large = 1L << 40;

    [Fact]
    public void Of_more_elements_than_can_be_counted_is_refused()
    {
        LazyTensor column = LazyTensor.Constant(1, [Large, 1]), row = LazyTensor.Constant(1, [1, Large]);
        LazyTensor stack = LazyTensor.Constant(1, [Large, 1, 1]);
        Assert.All(
            (Action[])
            [
                () => LazyTensor.Constant(1, [Large, Large]), () => LazyTensor.Constant(1, [Large, Large, 0]), () => _ = column + row,
                () => column.matmul(row), () => column.linear(LazyTensor.Constant(1, [Large, 1])),
                () => stack.matmul(row), () => column.broadcast_to(Large, Large), () => LazyTensor.Constant(1, [Large]).reshape(Large, Large),
            ],
            operation => Assert.Contains("more elements than can be counted", Assert.Throws<GraphException>(operation).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_large_constant_that_can_be_counted_goes_on()
    {
        using LazyTensor sum = LazyTensor.Constant(1, [Large, 1 << 20], ScalarType.Float64).sum();

        Assert.Equal([(double)Large * (1 << 20)], Numbers.Of(sum.Eval()));
    }
}
