using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Tests.Graph;

public class ViewErrors
{
    public static TheoryData<long[], long[]> Misfits => new()
    {
        { [2, 3], [7] },
        { [2, 3], [2, 2] },
        { [2, 3], [] },
        { [2, 3], [0] },
        { [2, 3], [4, -1] },
        { [2, 3], [-1, -1] },
        { [2, 3], [2, 3, -1, -1] },
        { [2, 3], [-2, 3] },
        { [2, 3], [-2, -3] },
        { [2, 3], [0, -1] },
        { [0, 3], [0, -1] },
        { [0, 3], [3] },
        { [], [2] },
        { [2, 3], [1L << 62, 4] },
        { [2, 3], [1L << 62, 4, -1] },
    };

    public static TheoryData<long[], long[]> CannotBroadcast => new()
    {
        { [2, 3], [3] },
        { [2, 3], [] },
        { [2, 3], [3, 2] },
        { [2, 3], [2, 1] },
        { [2, 3], [2, 3, 1] },
        { [2, 3], [0, 3] },
        { [2, 3], [-1, 2, 3] },
        { [1, 3], [-2, 3] },
        { [], [-1] },
        { [0], [1] },
        { [1, 1], [1L << 62, 4] },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_shape_that_the_elements_do_not_fit_is_an_error_that_names_both(long[] sizes, long[] target) =>
        Expect("reshape", sizes, target, () => LazyTensor.Constant(1, sizes).reshape(target));

    [Theory]
    [MemberData(nameof(CannotBroadcast))]
    public void A_shape_that_cannot_be_repeated_into_another_is_an_error_that_names_both(long[] sizes, long[] target) =>
        Expect("broadcast_to", sizes, target, () => LazyTensor.Constant(1, sizes).broadcast_to(target));

    [Fact]
    public void More_dimensions_than_libtorch_has_are_an_error()
    {
        long[] deep = [.. Enumerable.Repeat(1L, 65)];

        Expect("reshape", [1], deep, () => LazyTensor.Constant(1, [1]).reshape(deep));
        Expect("broadcast_to", [1], deep, () => LazyTensor.Constant(1, [1]).broadcast_to(deep));
        Assert.Equal(64, LazyTensor.Constant(1, [1]).reshape(deep.AsSpan(1)).shape.Length);
    }

    private static void Expect(string operation, long[] sizes, long[] target, Func<object> build)
    {
        var error = Assert.Throws<GraphException>(build);
        Assert.Equal(operation, error.Operation);
        Assert.Contains(Shape.Text(target), error.Message, StringComparison.Ordinal);
        if (!error.Message.Contains("counted", StringComparison.Ordinal))
        {
            Assert.Contains(Shape.Text(sizes), error.Message, StringComparison.Ordinal);
        }
    }
}
