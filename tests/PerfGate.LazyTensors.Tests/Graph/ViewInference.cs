using CsCheck;

namespace PerfGate.LazyTensors.Tests.Graph;

public class ViewInference
{
    private static readonly Gen<long[]> Sizes = Gen.Long[0, 4].Array[0, 4];
    private static readonly Gen<long[]> Targets = Gen.Long[-2, 4].Array[0, 4];

    [Fact]
    public void Reshaping_gives_the_shape_that_eager_gives_and_an_error_where_eager_throws() => Gen.Select(Sizes, Targets).Sample(
        (sizes, target) => Eager.Agrees(sizes, x => x.reshape(target), x => x.reshape(target)), iter: 400, threads: 1);

    [Fact]
    public void Broadcasting_gives_the_shape_that_eager_gives_and_an_error_where_eager_throws() => Gen.Select(Sizes, Targets).Sample(
        (sizes, target) => Eager.Agrees(sizes, x => x.broadcast_to(target), x => x.broadcast_to(target)), iter: 400, threads: 1);

    [Fact]
    public void Any_repetition_of_dimensions_of_size_1_is_what_eager_gives() =>
        Gen.Select(Gen.Long[0, 2].Array[0, 3], Gen.Long[0, 3].Array[0, 2], Gen.Long[-1, 3]).Sample(
            (sizes, added, repeated) =>
            {
                long[] target = [.. added, .. sizes.Select(size => size == 1 ? repeated : size)];
                return Eager.Agrees(sizes, x => x.broadcast_to(target), x => x.broadcast_to(target));
            },
            iter: 300,
            threads: 1);

    [Fact]
    public void Any_reordering_of_sizes_with_one_left_open_is_what_eager_gives() =>
        Gen.Select(Gen.Long[0, 4].Array[1, 4], Gen.Int[0, 3]).Sample(
            (sizes, open) =>
            {
                long[] target = [.. sizes.Reverse(), 1];
                target[open % target.Length] = -1;
                return Eager.Agrees(sizes, x => x.reshape(target), x => x.reshape(target));
            },
            iter: 200,
            threads: 1);

    [Fact]
    public void What_a_reshape_left_open_is_what_is_left_of_the_elements()
    {
        LazyTensor x = LazyTensor.Constant(1, [2, 3, 4]);

        Assert.Equal([24L], x.reshape(-1).shape.ToArray());
        Assert.Equal([6L, 4], x.reshape(6, -1).shape.ToArray());
        Assert.Equal([0L, 5], LazyTensor.Constant(1, [2, 0]).reshape(-1, 5).shape.ToArray());
        Assert.Equal([], LazyTensor.Constant(1, [1, 1]).reshape().shape.ToArray());
        Assert.Equal([7L, 1, 3], LazyTensor.Constant(1, [1, 3]).broadcast_to(7, -1, 3).shape.ToArray());
    }
}
