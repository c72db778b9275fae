using CsCheck;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Graph;

public class ReductionInference
{
    private static readonly Gen<long[]> Sizes = Gen.Long[0, 3].Array[0, 4];
    private static readonly Gen<long> Dimensions = Gen.Long[-6, 5];

    [Fact]
    public void Reductions_have_the_shape_that_eager_gives_and_errors_are_where_eager_throws() =>
        Gen.Select(Sizes, Dimensions, Gen.Bool).Sample(
            (sizes, dimension, keep) =>
                Eager.Agrees(sizes, x => x.sum(dimension, keep), x => x.sum([dimension], keep))
                && Eager.Agrees(sizes, x => x.mean(dimension, keep), x => x.mean([dimension], keep))
                && Eager.Agrees(sizes, x => x.amax(dimension, keep), x => x.amax([dimension], keep))
                && Eager.Agrees(sizes, x => x.softmax(dimension), x => x.softmax(dimension)),
            iter: 200,
            threads: 1);

    [Fact]
    public void Reductions_of_everything_are_scalars_and_errors_are_where_eager_throws() => Sizes.Sample(
        sizes => Eager.Agrees(sizes, x => x.sum(), x => x.sum())
            && Eager.Agrees(sizes, x => x.mean(), x => x.mean())
            && Eager.Agrees(sizes, x => x.max(), x => x.max()),
        iter: 100,
        threads: 1);

    [Fact]
    public void Normalizations_have_the_shape_that_eager_gives_and_errors_are_where_eager_throws() =>
        Gen.Select(Gen.Long[0, 2].Array[0, 3], Gen.Long[0, 2].Array[0, 3], Gen.Long[0, 2].Array[0, 2]).Sample(
            (sizes, normalized, parameter) =>
            {
                using Tensor w = ones(parameter);
                return Eager.Agrees(sizes, x => x.layer_norm(normalized), x => nn.functional.layer_norm(x, normalized))
                    && Eager.Agrees(sizes, x => x.layer_norm(normalized, LazyTensor.Input(w)), x => nn.functional.layer_norm(x, normalized, w))
                    && Eager.Agrees(sizes, x => x.layer_norm(normalized, null, LazyTensor.Input(w)), x => nn.functional.layer_norm(x, normalized, null, w));
            },
            iter: 200,
            threads: 1);
}
