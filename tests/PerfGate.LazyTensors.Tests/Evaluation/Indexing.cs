using CsCheck;
using PerfGate.LazyTensors.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>Parts of tensors and tensors of parts, in the middle of other operations.</summary>
public class Indexing
{
    [Fact]
    public void Rows_and_elements_by_their_places_are_those_of_eager_in_any_layout_and_with_any_passes() => LiveTensors.AreUnchangedBy(() =>
        Gen.Select(Gen.Long[1, 5], Gen.Long[1, 5], Gen.Int[0, 2], Gen.Int[0, (int)Pass.All], Gen.Bool).Sample(
            (rows, columns, layout, passes, isWide) =>
            {
                using var scope = NewDisposeScope();
                Tensor table = Laid(randn([rows, columns], isWide ? ScalarType.Float64 : ScalarType.Float32), layout);
                Tensor places = Laid(randint(rows, [3, columns], ScalarType.Int64), layout), numbers = places.slice(0, 1, 2, 1).squeeze(0);
                LazyTensor x = LazyTensor.Input(table), index = LazyTensor.Input(places);
                using LazyTensor elements = (x * 2).gather(0, index).tanh(), found = LazyTensor.embedding(index.slice(0, 1, 2).reshape(columns), x + 1).relu();
                Tensor[] results = LazyTensor.EvalAll([elements, found], new LazyOptions { Passes = (Pass)passes });

                Numbers.AssertSame((table * 2).gather(0, places).tanh(), results[0]);
                Numbers.AssertSame((table + 1).index_select(0, numbers.contiguous()).relu(), results[1]);
            },
            iter: 500,
            threads: 1));

    [Fact]
    public void A_slice_is_a_view_and_launches_no_kernel()
    {
        using Tensor a = randn(4, 6), expected = a.slice(1, 1, 6, 2);
        using LazyTensor slice = LazyTensor.Input(a).slice(1, 1, 6, 2);

        Numbers.AssertSame(expected, slice.Eval(), 0);
        Assert.Equal(new EvaluationCounters(2, 0), slice.Counters);
    }

    [Fact]
    public void What_a_slice_shows_is_not_written_over()
    {
        using Tensor a = randn(8, 8);
        LazyTensor x = LazyTensor.Input(a), product = x.matmul(x);
        using LazyTensor part = product.slice(0, 2, 5), whole = (product + 1).tanh();
        using Tensor eager = a.matmul(a), expected = eager.slice(0, 2, 5, 1), more = eager + 1, tanh = more.tanh();

        Tensor[] results = LazyTensor.EvalAll(part, whole);

        Numbers.AssertSame(expected, results[0]);
        Numbers.AssertSame(tanh, results[1]);
    }

    [Fact]
    public void A_single_tensor_is_copied_so_that_memory_of_which_it_was_made_may_be_written_over()
    {
        using Tensor a = randn(8, 8);
        LazyTensor x = LazyTensor.Input(a), single = LazyTensor.cat([x.exp()]);
        using LazyTensor whole = x.matmul(x).matmul(x).softmax(0).matmul(x) + single;
        using Tensor product = a.matmul(a), more = product.matmul(a), softmax = more.softmax(0), last = softmax.matmul(a), exp = a.exp(), expected = EagerOperations.Sum(last, exp);

        Numbers.AssertSame(expected, whole.Eval());
    }

    [Fact]
    public void A_cache_that_grows_by_a_token_at_a_time_is_what_eager_puts_together()
    {
        using var scope = NewDisposeScope();
        Tensor expected = randn(1, 4);
        LazyTensor cache = LazyTensor.Input(expected);
        for (int token = 0; token < 20; token++)
        {
            Tensor row = randn(1, 4);
            expected = cat([expected, row]);
            LazyTensor grown = LazyTensor.cat([cache, LazyTensor.Input(row)]);
            grown.Eval();
            cache.Dispose();
            cache = grown;
        }

        Numbers.AssertSame(expected, cache.Eval(), 0);
        cache.Dispose();
    }

    private static Tensor Laid(Tensor tensor, int layout) => layout switch
    {
        0 => tensor,
        1 => tensor.transpose(0, 1).contiguous().transpose(0, 1),
        _ => cat([tensor, tensor], 1).slice(1, 0, tensor.shape[1], 1),
    };
}
