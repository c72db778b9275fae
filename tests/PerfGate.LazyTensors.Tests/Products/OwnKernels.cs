using System.Runtime.Intrinsics;
using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Products;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Products;

public unsafe class OwnKernels
{
    private const float Alpha = -1.5f;

    [Fact]
    public void A_product_of_few_rows_is_added_for_any_number_of_rows_and_columns()
    {
        foreach (int inner in new[] { 0, 1, 2, 3, 5, 8, 18 })
        {
            foreach (int columns in new[] { 0, 1, 3, 4, 7, 8, 15, 16, 31, 33, 100 })
            {
                for (int rows = 0; rows <= FewRows.MostRows + 1; rows++)
                {
                    (float[] x, float[] w, float[] y) = (Random(rows * inner), Random(inner * columns), Random(rows * columns));
                    float[] expected = Reference(x, w, y, rows, inner, columns);
                    fixed (float* xs = x, ws = w, ys = y)
                    {
                        FewRows.Add(xs, ws, ys, Alpha, rows, inner, columns);
                    }

                    AssertNear(expected, y);
                }
            }
        }
    }

    [Fact]
    public void Bits_do_not_depend_on_the_width_of_registers()
    {
        const int Rows = 7, Inner = 23, Columns = 64;
        (float[] x, float[] w) = (Random(Rows * Inner), Random(Inner * Columns));
        float[] by512 = new float[Rows * Columns], by256 = new float[Rows * Columns], by128 = new float[Rows * Columns], chosen = new float[Rows * Columns];
        fixed (float* xs = x, ws = w, a = by512, b = by256, c = by128, d = chosen)
        {
            StreamedRows<Lanes512, Vector512<float>>.Add(xs, ws, a, Alpha, Rows, Inner, Columns, Columns);
            StreamedRows<Lanes256, Vector256<float>>.Add(xs, ws, b, Alpha, Rows, Inner, Columns, Columns);
            StreamedRows<Lanes128, Vector128<float>>.Add(xs, ws, c, Alpha, Rows, Inner, Columns, Columns);
            FewRows.Add(xs, ws, d, Alpha, Rows, Inner, Columns);
        }

        Assert.Equal(by512, by256);
        Assert.Equal(by512, by128);
        Assert.Equal(by512, chosen);
    }

    [Fact]
    public void A_product_with_a_vector_is_added_for_any_number_of_rows_and_numbers()
    {
        for (int rows = 0; rows <= 9; rows++)
        {
            for (int inner = 0; inner <= 40; inner++)
            {
                (float[] a, float[] v, float[] y) = (Random(rows * inner), Random(inner), Random(rows));
                float[] expected = Reference(a, v, y, rows, inner, 1);
                fixed (float* numbers = a, factors = v, ys = y)
                {
                    MatrixVector.Add(numbers, factors, ys, Alpha, rows, inner);
                }

                AssertNear(expected, y);
            }
        }
    }

    [Fact]
    public void Results_are_the_same_with_several_threads()
    {
        Assert.SkipUnless(FewRows.IsQuick, "without vector instructions the products are libtorch's, whose last digits may depend on the threads");
        using Tensor x = randn(5, 300), w = randn(300, 517), square = randn(517, 300), v = randn(300, 1), q = randn(4, 1, 300), k = randn(4, 300, 129);
        int before = get_num_threads();
        try
        {
            Assert.Equal(WithThreads(1, x, w), WithThreads(3, x, w));
            Assert.Equal(WithThreads(1, square, v), WithThreads(3, square, v));
            Assert.Equal(WithThreads(1, q, k), WithThreads(3, q, k));
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void Operands_may_lie_in_memory_in_any_way_and_hold_nan_and_infinities()
    {
        using Tensor x = randn(4, 20), wide = randn(4, 40), strided = wide.slice(1, 0, 40, 2), w = randn(20, 32), turned = randn(32, 20), wt = turned.transpose(0, 1);
        using Tensor row = randn(1, 20), column = randn(20, 1), special = tensor([float.NaN, float.PositiveInfinity, 0, 1], [4, 1]).expand(4, 20), strip = randn(20, 3);
        using Tensor many = randn(50, 20), tall = many.transpose(0, 1);
        foreach ((Tensor a, Tensor b) in new[] { (x, w), (strided, w), (x, wt), (row, w), (row, wt), (x, column), (strided, column), (special, w), (many, column), (x, strip), (row, column), (row, tall) })
        {
            using Tensor expected = a.mm(b), added = expected + expected;
            using LazyTensor lazy = LazyTensor.Input(a).matmul(LazyTensor.Input(b)), sum = LazyTensor.Input(expected) + LazyTensor.Input(a).matmul(LazyTensor.Input(b));
            using CompiledGraph graph = Lazy.Compile(
                (inputs, _) => [inputs[0].matmul(inputs[1]), inputs[2] + inputs[0].matmul(inputs[1])], [InputSlot.Like(a), InputSlot.Like(b), InputSlot.Like(expected)]);
            Tensor[] results = graph.Run([a, b, expected]);
            Numbers.AssertSame(expected, lazy.Eval());
            Numbers.AssertSame(added, sum.Eval());
            Numbers.AssertSame(expected, results[0]);
            Numbers.AssertSame(added, results[1]);
            Array.ForEach(results, result => result.Dispose());
        }
    }

    [Fact]
    public void Batches_may_lie_in_memory_in_any_way_that_eager_takes()
    {
        using Tensor q = randn(3, 2, 20), one = randn(3, 1, 20), wide = randn(3, 2, 40), strided = wide.slice(2, 0, 40, 2), k = randn(3, 33, 20), kt = k.transpose(1, 2);
        using Tensor w = randn(3, 20, 33), shared = randn(1, 20, 33), expanded = shared.expand(3, 20, 33), heads = randn(33, 3, 20), split = heads.permute(1, 2, 0);
        using Tensor many = randn(3, 12, 20), q4 = randn(2, 3, 1, 20), k4 = randn(2, 3, 33, 20), kt4 = k4.transpose(2, 3), half = k4.slice(1, 0, 2, 1), q3 = q4.slice(1, 0, 2, 1), halfT = half.transpose(2, 3);
        using Tensor special = tensor([float.NaN, float.PositiveInfinity, 0], [3, 1, 1]).expand(3, 1, 20), empty = randn(3, 0, 20), single = randn(3, 20, 1);
        foreach ((Tensor a, Tensor b) in new[]
        {
            (q, w), (one, w), (q, kt), (one, kt), (strided, w), (strided, kt), (q, expanded), (one, split), (q, split), (many, w), (many, kt), (q4, kt4), (q3, halfT), (special, w), (special, kt), (empty, w), (q, single),
        })
        {
            using Tensor expected = a.matmul(b);
            using LazyTensor lazy = LazyTensor.Input(a).matmul(LazyTensor.Input(b));
            using CompiledGraph graph = Lazy.Compile(inputs => inputs[0].matmul(inputs[1]), InputSlot.Like(a), InputSlot.Like(b));
            using Tensor result = graph.Run([a, b])[0];
            Numbers.AssertSame(expected, lazy.Eval());
            Numbers.AssertSame(expected, result);
        }
    }

    [Theory]
    [InlineData(8, 512, 512, true)]
    [InlineData(9, 512, 512, false)]
    [InlineData(9, 512, 1, true)]
    [InlineData(9, 8, 1, false)]
    [InlineData(4, 8193, 512, false)]
    [InlineData(4, 0, 512, false)]
    public void What_is_quicker_here_is_told_by_shapes(long rows, long inner, long columns, bool isQuicker)
    {
        Assert.Equal(isQuicker && FewRows.IsQuick, OwnProducts.IsFor(ScalarType.Float32, [rows, inner], [inner, columns]));
        Assert.False(OwnProducts.IsFor(ScalarType.Float64, [rows, inner], [inner, columns]));
    }

    private static double[] WithThreads(int threads, Tensor a, Tensor b)
    {
        set_num_threads(threads);
        using CompiledGraph graph = Lazy.Compile(inputs => inputs[0].matmul(inputs[1]), InputSlot.Like(a), InputSlot.Like(b));
        using Tensor result = graph.Run([a, b])[0];
        return Numbers.Of(result);
    }

    private static float[] Random(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private static float[] Reference(float[] x, float[] w, float[] y, int rows, int inner, int columns)
    {
        float[] result = new float[rows * columns];
        for (int i = 0; i < result.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < inner; k++)
            {
                sum += (double)x[(i / columns * inner) + k] * w[(k * columns) + (i % columns)];
            }

            result[i] = (float)(y[i] + (Alpha * sum));
        }

        return result;
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5f);
        }
    }
}
