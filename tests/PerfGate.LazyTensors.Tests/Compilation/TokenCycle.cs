using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Compilation;

/// <summary>A cache of keys and values that a compiled graph adds to in place, token by token.</summary>
public class TokenCycle
{
    private const int Heads = 2;
    private const int Room = 16;
    private const int Depth = 4;
    private const int Width = Heads * Depth;

    [Fact]
    public void Gives_what_eager_gives_for_the_whole_text_so_far()
    {
        manual_seed(5);
        using Tensor table = randn(10, Width), queries = randn(Width, Width), keys = randn(Width, Width), values = randn(Width, Width);
        using Tensor keyCache = zeros(Heads, Room, Depth), valueCache = zeros(Heads, Room, Depth), places = arange(Room, ScalarType.Float32);
        using CompiledGraph cycle = Lazy.Compile(
            (inputs, numbers) =>
            {
                LazyTensor x = LazyTensor.embedding(inputs[2], LazyTensor.Input(table));
                LazyTensor query = Split(x.matmul(LazyTensor.Input(queries)));
                LazyTensor newKeys = inputs[0].index_copy(1, inputs[3], Split(x.matmul(LazyTensor.Input(keys))));
                LazyTensor newValues = inputs[1].index_copy(1, inputs[3], Split(x.matmul(LazyTensor.Input(values))));
                LazyTensor seen = LazyTensor.Input(places) <= numbers[0];
                LazyTensor found = LazyTensor.scaled_dot_product_attention(query, newKeys, newValues, seen);
                return [newKeys, newValues, found.reshape(1, Width).matmul(LazyTensor.Input(table).transpose(0, 1))];
            },
            [InputSlot.Like(keyCache, isDonated: true), InputSlot.Like(valueCache, isDonated: true), new InputSlot([1], ScalarType.Int64), new InputSlot([1], ScalarType.Int64)],
            numbers: 1);

        List<long> text = [3];
        for (int i = 0; i < Room; i++)
        {
            using Tensor token = tensor([text[^1]]), place = tensor([(long)i]), expected = Eagerly(text, table, queries, keys, values);
            Tensor[] results = cycle.Run([keyCache, valueCache, token, place], [i]);

            Assert.Same(keyCache, results[0]);
            Numbers.AssertSame(expected, results[2], 1e-4);
            text.Add(Numbers.Of(results[2]).Index().MaxBy(pair => pair.Item).Index);
            results[2].Dispose();
        }

        Assert.True(text.Distinct().Count() > 2, string.Join(' ', text));
    }

    [Fact]
    public void What_is_read_elsewhere_is_copied_before_it_is_changed()
    {
        using Tensor a = randn(3, 2), row = randn(1, 2), place = tensor(new[] { 1L }), old = a.clone(), expected = a.index_copy(0, place, row), both = old + expected;
        LazyTensor x = LazyTensor.Input(a);
        using LazyTensor changed = x.index_copy(0, LazyTensor.Input(place), LazyTensor.Input(row));
        Numbers.AssertSame(expected, changed.Eval());
        Numbers.AssertSame(old, a);
        using CompiledGraph graph = Lazy.Compile(
            (inputs, _) =>
            {
                LazyTensor copy = inputs[0].index_copy(0, inputs[1], inputs[2]);
                return [copy, copy + inputs[0]];
            },
            [InputSlot.Like(a, isDonated: true), InputSlot.Like(place), InputSlot.Like(row)]);
        Tensor[] results = graph.Run([a, place, row]);

        Numbers.AssertSame(expected, a);
        Numbers.AssertSame(both, results[1]);
        results[1].Dispose();
    }

    [Fact]
    public void Changing_places_is_refused_where_shapes_do_not_fit_and_has_no_gradient()
    {
        using Tensor place = tensor(new[] { 1L });
        LazyTensor a = LazyTensor.Constant(1, [3, 2]), index = LazyTensor.Input(place);

        Assert.StartsWith("index_copy: [2, 2] does not fit [1] places along dimension 0 of [3, 2]", Refusal(() => a.index_copy(0, index, LazyTensor.Constant(1, [2, 2]))), StringComparison.Ordinal);
        Assert.StartsWith("grad: IndexCopy[3, 2] Float32 has no gradient", Refusal(() => Lazy.Grad(a.index_copy(0, index, LazyTensor.Constant(1, [1, 2])).sum(), a)), StringComparison.Ordinal);
    }

    private static string Refusal(Func<object> action) => Assert.Throws<GraphException>(action).Message;

    private static LazyTensor Split(LazyTensor x) => x.reshape(1, Heads, Depth).transpose(0, 1);

    private static Tensor Eagerly(List<long> text, Tensor table, Tensor queries, Tensor keys, Tensor values)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = table.index_select(0, tensor(text.ToArray()));
        Tensor q = x.matmul(queries).reshape(-1, Heads, Depth).transpose(0, 1), k = x.matmul(keys).reshape(-1, Heads, Depth).transpose(0, 1);
        Tensor v = x.matmul(values).reshape(-1, Heads, Depth).transpose(0, 1);
        Tensor found = nn.functional.scaled_dot_product_attention(q.slice(1, text.Count - 1, text.Count, 1), k, v);
        return found.transpose(0, 1).reshape(1, Width).matmul(table.transpose(0, 1)).MoveToOuterDisposeScope();
    }
}
