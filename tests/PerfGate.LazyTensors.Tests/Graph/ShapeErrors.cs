using System.Runtime.CompilerServices;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Graph;

public class ShapeErrors
{
    public static TheoryData<string, long[], long[]> Mistakes => new()
    {
        { "add", [2, 3], [3, 2] },
        { "add", [4], [3] },
        { "add", [0], [2] },
        { "sub", [2, 3], [2, 4] },
        { "mul", [5, 1, 4], [2, 3] },
        { "div", [2, 3], [2] },
        { "matmul", [64, 32], [64, 32] },
        { "matmul", [2, 3], [3] },
        { "matmul", [3], [3, 2] },
        { "matmul", [], [3, 2] },
        { "matmul", [2, 4, 5], [3, 5, 6] },
        { "matmul", [2, 4, 5], [2, 4, 5] },
        { "linear", [4, 3], [2, 4] },
        { "linear", [4, 3], [3] },
        { "linear", [], [2, 3] },
        { "lora", [4, 6], [5, 2] },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_names_operation_shapes_and_place_when_the_node_is_built(string operation, long[] left, long[] right)
    {
        LazyTensor a = LazyTensor.Constant(1, left);
        LazyTensor b = LazyTensor.Constant(1, right);

        var error = Assert.Throws<GraphException>(() => Apply(operation, a, b));

        Assert.Equal(operation, error.Operation);
        Assert.StartsWith(operation + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(Shape.Text(left), error.Message, StringComparison.Ordinal);
        Assert.Contains(Shape.Text(right), error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(Apply), error.Where, StringComparison.Ordinal);
        Assert.Contains("ShapeErrors.cs:line ", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_place_of_a_mistake_in_an_asynchronous_method_is_called_by_its_name()
    {
        await Task.Yield();
        GraphException? mistake = null;
        try
        {
            _ = LazyTensor.Constant(1, [2]) + LazyTensor.Constant(1, [3]);
        }
        catch (GraphException e)
        {
            mistake = e;
        }

        Assert.StartsWith(
            $"{nameof(ShapeErrors)}.{nameof(The_place_of_a_mistake_in_an_asynchronous_method_is_called_by_its_name)} in ", mistake?.Where, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-3)]
    public void A_dimension_that_is_not_there_is_an_error(long dimension)
    {
        LazyTensor matrix = LazyTensor.Constant(1, [2, 3]);

        Assert.Contains("[2, 3]", Assert.Throws<GraphException>(() => matrix.softmax(dimension)).Message, StringComparison.Ordinal);
        Assert.Equal("transpose", Assert.Throws<GraphException>(() => matrix.transpose(0, dimension)).Operation);
        Assert.Equal("transpose", Assert.Throws<GraphException>(() => matrix.transpose(dimension, 0)).Operation);
    }

    [Theory]
    [InlineData(new long[] { 3 }, "[3]")]
    [InlineData(new long[] { 1, 2 }, "[1, 2]")]
    public void A_bias_that_does_not_fit_is_an_error(long[] bias, string text)
    {
        LazyTensor x = LazyTensor.Constant(1, [4, 3]);
        LazyTensor weight = LazyTensor.Constant(1, [2, 3]);

        var error = Assert.Throws<GraphException>(() => x.linear(weight, LazyTensor.Constant(0, bias)));

        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rank_that_the_adapter_does_not_have_is_an_error()
    {
        LazyTensor x = LazyTensor.Constant(1, [4, 6]);
        LazyTensor a = LazyTensor.Constant(1, [6, 2]);
        LazyTensor b = LazyTensor.Constant(1, [2, 6]);

        Assert.Contains("[6, 2]", Assert.Throws<GraphException>(() => LazyTensor.LoraForward(x, a, b, 3, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<GraphException>(() => LazyTensor.LoraForward(x, a, b, 0, 1));
        Assert.Throws<GraphException>(() => LazyTensor.LoraLinear(x, LazyTensor.Constant(1, [6, 6]), a, b, 3, 1));
    }

    [Theory]
    [InlineData(new long[] { 6, 1 }, "[6, 1]")]
    [InlineData(new long[] { 5, 7 }, "[5, 7]")]
    [InlineData(new long[] { 7, 6 }, "[7, 6]")]
    [InlineData(new long[] { 7 }, "[7]")]
    [InlineData(new long[] { 1, 6, 7 }, "[1, 6, 7]")]
    public void A_base_weight_that_the_adapter_does_not_fit_is_an_error_even_if_it_would_broadcast(long[] weight, string text)
    {
        LazyTensor x = LazyTensor.Constant(1, [4, 6]);
        LazyTensor a = LazyTensor.Constant(1, [6, 2]);
        LazyTensor b = LazyTensor.Constant(1, [2, 7]);

        var error = Assert.Throws<GraphException>(() => LazyTensor.LoraLinear(x, LazyTensor.Constant(1, weight), a, b, 2, 1));

        Assert.Equal("lora", error.Operation);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Contains("[6, 2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2, 7]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operand_that_is_missing_is_said_to_be_missing()
    {
        LazyTensor x = LazyTensor.Constant(1, [2, 2]);

        Assert.Throws<ArgumentNullException>(() => x.div(null!));
        Assert.Throws<ArgumentNullException>(() => -(LazyTensor)null!);
        Assert.Throws<ArgumentNullException>(() => 1.0 - (LazyTensor)null!);
        Assert.Throws<ArgumentNullException>(() => (LazyTensor)null! / 2.0);
        Assert.Throws<ArgumentNullException>(() => (LazyTensor)null! / x);
        Assert.Throws<ArgumentNullException>(() => LazyTensor.LoraLinear(x, null!, x, x, 2, 1));
        Assert.Throws<ArgumentNullException>(() => LazyTensor.LoraLinear(null!, x, x, x, 2, 1));
    }

    [Fact]
    public void A_constant_of_negative_size_or_of_whole_numbers_is_an_error()
    {
        Assert.Equal("constant", Assert.Throws<GraphException>(() => LazyTensor.Constant(1, [2, -1])).Operation);
        Assert.Throws<GraphException>(() => LazyTensor.Constant(1, [2], ScalarType.Int64));
        Assert.Throws<GraphException>(() => LazyTensor.Constant(1, new long[65]));
    }

    /// <summary>Not inlined, for the error names it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LazyTensor Apply(string operation, LazyTensor a, LazyTensor b) => operation switch
    {
        "add" => a + b,
        "sub" => a - b,
        "mul" => a * b,
        "div" => a / b,
        "matmul" => a.matmul(b),
        "linear" => a.linear(b),
        "lora" => LazyTensor.LoraForward(a, b, LazyTensor.Constant(1, [2, 6]), 2, 16),
        _ => throw new ArgumentException(operation, nameof(operation)),
    };
}
