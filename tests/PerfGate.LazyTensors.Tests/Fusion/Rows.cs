using PerfGate.LazyTensors.Fusion;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Fusion;

public class Rows
{
    public static TheoryData<int, ScalarType> Kinds => new(
        from width in KernelRun.Widths
        from type in new[] { ScalarType.Float32, ScalarType.Float64 }
        select ((int)width, type));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_number_of_columns_is_computed_and_nothing_behind_it(int width, ScalarType type)
    {
        for (int columns = 0; columns <= 67; columns++)
        {
            AssertRows((VectorWidth)width, type, 1, columns, [InputAccess.Contiguous, InputAccess.Contiguous, InputAccess.Contiguous], [columns, columns, columns]);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Inputs_are_read_by_their_strides(int width, ScalarType type)
    {
        foreach (int columns in new[] { 1, 3, 16, 37, 64 })
        {
            // A bias that each row reads again, and one value for each row.
            AssertRows((VectorWidth)width, type, 5, columns, [InputAccess.Contiguous, InputAccess.Contiguous, InputAccess.RowConstant], [columns, 0, 1]);

            // A scalar tensor, and a matrix whose rows lie apart.
            AssertRows((VectorWidth)width, type, 5, columns, [InputAccess.RowConstant, InputAccess.Contiguous, InputAccess.Contiguous], [0, columns + 3, columns]);

            // All in one piece: one long row.
            AssertRows((VectorWidth)width, type, 5, columns, [InputAccess.Contiguous, InputAccess.RowConstant, InputAccess.Contiguous], [columns, 0, columns]);
        }
    }

    [Fact]
    public void No_elements_are_nothing_to_do()
    {
        FusedKernel kernel = FusedKernel.For(Bodies.Chain());

        kernel.Run([0, 0, 0], [0, 0, 0], [0], [2.0], 0, 10);
        kernel.Run([0, 0, 0], [0, 0, 0], [0], [2.0], 10, 0);
    }

    private static void AssertRows(VectorWidth width, ScalarType type, int rows, int columns, InputAccess[] access, long[] strides)
    {
        FusedBody body = Bodies.Chain(type, access);
        double[][] inputs = [.. strides.Select((stride, i) => Numbers((int)(stride * rows) + columns + 1, i))];

        double[] actual = KernelRun.Rows(body, width, inputs, strides, rows, columns, 3)[0];

        for (int i = 0; i < actual.Length; i++)
        {
            double[] elements = [.. inputs.Select((input, k) => input[(i / columns * strides[k]) + (access[k] == InputAccess.Contiguous ? i % columns : 0)])];
            Assert.Equal(Reference.Element(body, elements, [3])[0], actual[i]);
        }
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(float)(random.NextDouble() - 0.3))];
    }
}
