using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Tests.Graph;

public class ReductionErrors
{
    private static readonly Dictionary<string, Func<LazyTensor, long, LazyTensor>> AlongADimension = new()
    {
        ["softmax"] = (x, dimension) => x.softmax(dimension),
        ["sum"] = (x, dimension) => x.sum(dimension),
        ["mean"] = (x, dimension) => x.mean(dimension, keepdim: true),
        ["amax"] = (x, dimension) => x.amax(dimension),
    };

    public static TheoryData<string> Operations => [.. AlongADimension.Keys];

    /// <summary>Input, normalized shape, weight, bias.</summary>
    public static TheoryData<long[], long[], long[]?, long[]?> NormMistakes => new()
    {
        { [2, 3], [], null, null },
        { [2, 3], [2], null, null },
        { [2, 3], [3, 2], null, null },
        { [2, 3], [1], null, null },
        { [2, 3], [1, 2, 3], null, null },
        { [], [1], null, null },
        { [2, 3], [-1], null, null },
        { [2, 3], [3], [2], null },
        { [2, 3], [3], [1], null },
        { [2, 3], [3], [2, 3], null },
        { [2, 3], [3], [], null },
        { [2, 3], [2, 3], [3], null },
        { [2, 3], [3], null, [2] },
        { [2, 3], [3], [3], [1] },
        { [2, 3], [2, 3], [2, 3], [3] },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void A_dimension_that_is_not_there_is_an_error_that_names_shape_and_dimension(string operation)
    {
        foreach ((long[] sizes, long dimension) in new (long[], long)[] { ([2, 3], 2), ([2, 3], -3), ([], 1), ([], -2), ([2, 3], long.MaxValue) })
        {
            var error = Assert.Throws<GraphException>(() => AlongADimension[operation](LazyTensor.Constant(1, sizes), dimension));

            Assert.Equal(operation, error.Operation);
            Assert.Contains(Shape.Text(sizes), error.Message, StringComparison.Ordinal);
            Assert.Contains($"dimension {dimension}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_largest_of_nothing_is_an_error_when_the_node_is_built()
    {
        LazyTensor empty = LazyTensor.Constant(1, [2, 0, 3]);

        Assert.Contains("[2, 0, 3]", Assert.Throws<GraphException>(() => empty.max()).Message, StringComparison.Ordinal);
        Assert.Contains("[2, 0, 3]", Assert.Throws<GraphException>(() => empty.amax(1)).Message, StringComparison.Ordinal);
        Assert.Throws<GraphException>(() => empty.amax(-2, keepdim: true));
        using LazyTensor nothingOfNothing = empty.amax(0);
        Assert.Equal([0L, 3L], nothingOfNothing.Eval().shape);
    }

    [Theory]
    [MemberData(nameof(NormMistakes))]
    public void What_a_normalization_does_not_fit_is_an_error_that_names_the_shapes(
        long[] sizes, long[] normalized, long[]? weight, long[]? bias)
    {
        LazyTensor x = LazyTensor.Constant(1, sizes);
        LazyTensor? w = weight is null ? null : LazyTensor.Constant(1, weight);
        LazyTensor? b = bias is null ? null : LazyTensor.Constant(1, bias);

        ExpectNormError("layer_norm", normalized, () => x.layer_norm(normalized, w, b));
        if (b is null)
        {
            ExpectNormError("rms_norm", normalized, () => x.rms_norm(normalized, w));
        }
    }

    private static void ExpectNormError(string operation, long[] normalized, Func<object> build)
    {
        var error = Assert.Throws<GraphException>(build);
        Assert.Equal(operation, error.Operation);
        Assert.Contains(Shape.Text(normalized), error.Message, StringComparison.Ordinal);
    }
}
