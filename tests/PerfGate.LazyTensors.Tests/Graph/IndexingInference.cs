using System.Runtime.InteropServices;
using CsCheck;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Graph;

public class IndexingInference
{
    private static readonly Gen<long[]> Sizes = Gen.Long[0, 4].Array[0, 3];
    private static readonly Gen<long> Place = Gen.Long[-6, 6];

    [Fact]
    public void Slices_have_the_shape_that_eager_gives_and_errors_are_where_eager_throws() =>
        Gen.Select(Sizes, Gen.Long[-4, 3], Place, Place, Gen.Long[1, 3]).Sample(
            (sizes, dim, start, finish, step) =>
                Eager.Agrees(sizes, x => x.slice(dim, start, finish, step), a => a.slice(dim, start, finish, step)),
            iter: 500,
            threads: 1);

    [Fact]
    public void What_follows_each_other_has_the_shape_that_eager_gives_and_errors_are_where_eager_throws() =>
        Gen.Select(Gen.Long[1, 2].Array[0, 3], Gen.Long[1, 2].Array[0, 3], Gen.Long[-4, 3]).Sample(
            (left, right, dim) =>
            {
                using Tensor b = zeros(right);
                return Eager.Agrees(left, x => LazyTensor.cat([x, LazyTensor.Input(b), x], dim), a => cat([a, b, a], dim));
            },
            iter: 500,
            threads: 1);

    [Fact]
    public void Gathered_elements_have_the_shape_that_eager_gives_and_errors_are_where_eager_throws() =>
        Gen.Select(Gen.Long[1, 3].Array[1, 3], Gen.Long[1, 3].Array[1, 3], Gen.Long[-4, 3]).Sample(
            (sizes, places, dim) =>
            {
                using Tensor index = zeros(places, ScalarType.Int64);
                return Eager.Agrees(sizes, x => x.gather(dim, LazyTensor.Input(index)), a => a.gather(dim, index));
            },
            iter: 500,
            threads: 1);

    [Fact]
    public void Mistakes_name_the_operation_and_what_does_not_fit()
    {
        using Tensor numbers = zeros(2, 3), places = zeros([2], ScalarType.Int64);
        LazyTensor x = LazyTensor.Input(numbers), index = LazyTensor.Input(places), wide = LazyTensor.Constant(1, [2, 3], ScalarType.Float64);
        Assert.All(
            ((string, Func<object>, string)[])
            [
                ("slice", () => x.slice(0, 0, 1, 0), "steps of 0"), ("slice", () => x.slice(2, 0, 1), "no dimension 2"), ("cat", () => LazyTensor.cat([]), "no tensors"),
                ("cat", () => LazyTensor.cat([x, index]), "dtypes"), ("cat", () => LazyTensor.cat([x, wide]), "dtypes"), ("gather", () => x.gather(0, x), "Int64"),
                ("gather", () => x.gather(0, index), "[2, 3]"), ("embedding", () => LazyTensor.embedding(index, LazyTensor.Constant(1, [2])), "no table"),
                ("embedding", () => LazyTensor.embedding(x, x), "Int64"), ("add", () => index + 1, "numbers are needed"),
            ],
            mistake =>
            {
                var error = Assert.Throws<GraphException>(mistake.Item2);
                Assert.Equal(mistake.Item1, error.Operation);
                Assert.Contains(mistake.Item3, error.Message, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void A_place_that_is_not_there_is_an_error_of_the_evaluation_and_leaves_nothing()
    {
        LiveTensors.AreUnchangedBy(() =>
        {
            using Tensor table = randn(3, 4), places = tensor(new long[] { 0, 3 }), grid = tensor(new long[] { 4, 0, 0, -7 }, [1, 4]);
            using LazyTensor rows = LazyTensor.embedding(LazyTensor.Input(places), LazyTensor.Input(table).exp());
            using LazyTensor elements = LazyTensor.Input(table).exp().gather(0, LazyTensor.Input(grid));
            Assert.Throws<ExternalException>(rows.Eval);
            Assert.Throws<ExternalException>(elements.Eval);
        });
    }
}
