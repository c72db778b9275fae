using System.Runtime.InteropServices;
using CsCheck;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Graph;

public class Inference
{
    private static readonly Gen<long[]> Sizes = Gen.Long[0, 3].Array[0, 4];
    private static readonly Gen<ScalarType> DTypes = Gen.Bool.Select(wide => wide ? ScalarType.Float64 : ScalarType.Float32);

    [Fact]
    public void Elementwise_shapes_and_dtypes_are_what_eager_says_and_errors_are_where_eager_throws() =>
        Gen.Select(Sizes, DTypes, Sizes, DTypes).Sample(
            (left, leftType, right, rightType) =>
            {
                using Tensor a = zeros(left, dtype: leftType);
                using Tensor b = zeros(right, dtype: rightType);
                LazyTensor? lazy = Eager.BuiltOrNull(() => LazyTensor.Input(a) + LazyTensor.Input(b));
                try
                {
                    using Tensor eager = a + b;
                    return lazy is not null && lazy.dtype == eager.dtype && lazy.shape.SequenceEqual(eager.shape);
                }
                catch (ExternalException)
                {
                    return lazy is null;
                }
            },
            iter: 2_000,
            threads: 1);

    [Fact]
    public void Batched_products_have_the_shape_that_eager_gives() =>
        Gen.Select(Sizes, Sizes, Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3]).Sample(
            (leftBatch, rightBatch, m, k, n) =>
            {
                long[] left = [.. leftBatch, m, k], right = [.. rightBatch, k, n];
                LazyTensor? lazy = Eager.BuiltOrNull(() => LazyTensor.Constant(1, left).matmul(LazyTensor.Constant(1, right)));
                if (lazy is null)
                {
                    return Eager.BuiltOrNull(() => LazyTensor.Constant(1, leftBatch) + LazyTensor.Constant(1, rightBatch)) is null;
                }

                using (lazy)
                {
                    return lazy.Eval().shape.AsSpan().SequenceEqual(lazy.shape);
                }
            },
            iter: 1_000,
            threads: 1);

    [Fact]
    public void A_mistake_is_the_same_whether_batch_or_matrix_is_wrong_and_never_ends_the_process()
    {
        using Tensor a = ones(2, 3), b = ones(2, 3);
        LazyTensor x = LazyTensor.Input(a), y = LazyTensor.Input(b);
        for (int i = 0; i < 100; i++)
        {
            Assert.Throws<GraphException>(() => x.matmul(y));
        }
    }

    [Fact]
    public void An_input_resized_after_the_graph_was_built_is_an_exception_for_every_kind_of_product()
    {
        foreach ((long[] left, long[] right) in new (long[], long[])[] { ([2, 3], [3, 2]), ([2, 2, 3], [2, 3, 2]), ([2, 2, 3], [3, 2]) })
        {
            using Tensor a = ones(left), b = ones(right);
            using LazyTensor product = LazyTensor.Input(a).matmul(LazyTensor.Input(b));
            a.unsqueeze_(0).transpose_(-1, -2);
            Assert.ThrowsAny<Exception>(() => product.Eval());
        }
    }

    [Fact]
    public void An_input_resized_after_the_graph_was_built_never_ends_the_process_and_leaves_no_tensor_behind()
    {
        Func<LazyTensor, LazyTensor, LazyTensor>[] operations =
        [
            (x, y) => x / y, (x, _) => x.softmax(1), (x, _) => x.sum(1), (x, _) => x.mean(1), (x, _) => x.amax(1), (x, _) => x.max(),
            (x, _) => x.reshape(3, 2), (x, _) => x.broadcast_to(4, 2, 3), (x, _) => x.transpose(0, 1), (x, y) => x.layer_norm([2, 3], y, y),
            (x, y) => x.rms_norm([2, 3], y), (x, y) => y.rms_norm([2, 3], x), (x, y) => y.layer_norm([2, 3], x),
        ];
        foreach (Func<LazyTensor, LazyTensor, LazyTensor> operation in operations)
        {
            LiveTensors.AreUnchangedBy(() =>
            {
                using Tensor a = ones(2, 3), b = ones(2, 3);
                using LazyTensor node = operation(LazyTensor.Input(a), LazyTensor.Input(b));
                a.unsqueeze_(0).transpose_(-1, -2);
                Record.Exception(() => node.Eval());
            });
        }
    }
}
