using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>One token of a language model of one layer, with a cache of 128 earlier tokens' keys and values.</summary>
/// <remarks>
/// Eager and lazy arms append to the cache by making a new one. The others write into one that has room, as whoever generates text would; the compiled one
/// looks at all of its room, through a mask.
/// </remarks>
public class InferenceToken : BenchmarkGroup
{
    private const int Earlier = 128;
    private const int Room = 160;
    private const int Heads = 4;
    private const int HeadSize = 64;
    private const int Features = Heads * HeadSize;
    private const double ScoreScale = 1.0 / 8;

    private Operand _x = null!;
    private Operand _query = null!;
    private Operand _key = null!;
    private Operand _value = null!;
    private Operand _output = null!;
    private Operand _logits = null!;
    private Tensor _keys = null!;
    private Tensor _values = null!;
    private Tensor _keyRoom = null!;
    private Tensor _valueRoom = null!;
    private Tensor _place = null!;
    private Operand _places = null!;
    private Scalar _scoreScale = null!;
    private CompiledGraph _compiled = null!;

    /// <summary>Tokens to choose from.</summary>
    [Params(1_000, 10_000, 100_000)]
    public int Vocabulary { get; set; }

    /// <summary>Projections, cache, attention, output projection, logits, choice.</summary>
    [Benchmark(Baseline = true)]
    public void TokenEager()
    {
        using Tensor query = _x.Eager.matmul(_query.Eager);
        using Tensor key = _x.Eager.matmul(_key.Eager);
        using Tensor value = _x.Eager.matmul(_value.Eager);
        using Tensor keys = Append(_keys, key);
        using Tensor values = Append(_values, value);
        using Tensor queries = query.view(Heads, 1, HeadSize);
        using Tensor turned = keys.transpose(1, 2);
        using Tensor scores = queries.matmul(turned);
        using Tensor scaled = scores.mul(_scoreScale);
        using Tensor weights = scaled.softmax(-1);
        using Tensor attended = weights.matmul(values);
        using Tensor joined = attended.view(1, Features);
        using Tensor projected = joined.matmul(_output.Eager);
        using Tensor sum = projected + _x.Eager;
        using Tensor logits = sum.matmul(_logits.Eager);
        using Tensor token = Sampler.Greedy(logits);
        Consume(logits, token);
    }

    /// <inheritdoc cref="TokenEager"/>
    [Benchmark]
    public void TokenLazy()
    {
        using LazyTensor query = _x.Lazy.matmul(_query.Lazy);
        using LazyTensor key = _x.Lazy.matmul(_key.Lazy);
        using LazyTensor value = _x.Lazy.matmul(_value.Lazy);
        Tensor[] projections = EvaluateAll(Arms.Optimized, query, key, value);
        using Tensor keys = Append(_keys, projections[1]);
        using Tensor values = Append(_values, projections[2]);
        LazyTensor scores = query.reshape(Heads, 1, HeadSize).matmul(LazyTensor.Input(keys).transpose(1, 2)) * ScoreScale;
        LazyTensor attended = scores.softmax(-1).matmul(LazyTensor.Input(values)).reshape(1, Features);
        using LazyTensor logits = (attended.matmul(_output.Lazy) + _x.Lazy).matmul(_logits.Lazy);
        Tensor evaluated = Evaluate(logits, Arms.Optimized);
        using Tensor token = Sampler.Greedy(evaluated);
        Consume(evaluated, token);
    }

    /// <summary>The same, with a cache that has room, scaled and added to in place.</summary>
    [Benchmark]
    public void TokenEagerByHand()
    {
        using Tensor query = _x.Eager.mm(_query.Eager);
        using Tensor key = _x.Eager.mm(_key.Eager);
        using Tensor value = _x.Eager.mm(_value.Eager);
        using Tensor keys = Write(_keyRoom, key);
        using Tensor values = Write(_valueRoom, value);
        query.mul_(_scoreScale);
        using Tensor queries = query.view(Heads, 1, HeadSize);
        using Tensor turned = keys.transpose(1, 2);
        using Tensor scores = queries.bmm(turned);
        using Tensor weights = scores.softmax(-1);
        using Tensor attended = weights.bmm(values);
        using Tensor joined = attended.view(1, Features);
        using Tensor sum = _x.Eager.addmm(joined, _output.Eager, 1, 1);
        using Tensor logits = sum.mm(_logits.Eager);
        using Tensor token = Sampler.Greedy(logits);
        Consume(logits, token);
    }

    /// <summary>The same in one graph, which writes into the cache that it is given.</summary>
    [Benchmark]
    public void TokenLazyCompiled()
    {
        Tensor logits = _compiled.Run([_keyRoom, _valueRoom, _x.Eager, _place], [Earlier])[^1];
        using Tensor token = Sampler.Greedy(logits);
        ConsumeCounted(_compiled, logits, token);
        logits.Dispose();
    }

    /// <summary>The output projection adds to x in its kernel.</summary>
    protected internal override bool IsReassociated(string operation) => true;

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _x = Input(1, Features);
        _query = Weight(Features, Features);
        _key = Weight(Features, Features);
        _value = Weight(Features, Features);
        _output = Weight(Features, Features);
        _logits = Weight(Features, Vocabulary);
        _keys = Random(Heads, Earlier, HeadSize);
        _values = Random(Heads, Earlier, HeadSize);
        _scoreScale = Number(ScoreScale);
        _keyRoom = WithRoom(_keys);
        _valueRoom = WithRoom(_values);
        _place = Own(tensor([(long)Earlier]));
        _places = InputOf(Own(arange(Room, ScalarType.Float32)));
        _compiled = Own(Lazy.Compile(
            (inputs, numbers) => Cycle(inputs[0], inputs[1], inputs[2], inputs[3], numbers[0]),
            [InputSlot.Like(_keyRoom, isDonated: true), InputSlot.Like(_valueRoom, isDonated: true), InputSlot.Like(_x.Eager), InputSlot.Like(_place)],
            numbers: 1,
            options: Arms.Cached));
    }

    /// <summary>The cache with the token in it, and the logits.</summary>
    private LazyTensor[] Cycle(LazyTensor keyRoom, LazyTensor valueRoom, LazyTensor x, LazyTensor place, LazyTensor last)
    {
        LazyTensor keys = keyRoom.index_copy(1, place, x.matmul(_key.Lazy).reshape(Heads, 1, HeadSize));
        LazyTensor values = valueRoom.index_copy(1, place, x.matmul(_value.Lazy).reshape(Heads, 1, HeadSize));
        LazyTensor query = x.matmul(_query.Lazy).reshape(Heads, 1, HeadSize);
        LazyTensor attended = LazyTensor.scaled_dot_product_attention(query, keys, values, _places.Lazy <= last);
        return [keys, values, (attended.reshape(1, Features).matmul(_output.Lazy) + x).matmul(_logits.Lazy)];
    }

    private Tensor WithRoom(Tensor cache)
    {
        Tensor room = Own(zeros(Heads, Room, HeadSize));
        using Tensor used = room.slice(1, 0, Earlier, 1);
        used.copy_(cache);
        return room;
    }

    /// <summary>Writes the newest behind the earlier ones.</summary>
    /// <returns>All of them.</returns>
    private static Tensor Write(Tensor room, Tensor newest)
    {
        using Tensor place = room.slice(1, Earlier, Earlier + 1, 1);
        using Tensor heads = newest.view(Heads, 1, HeadSize);
        place.copy_(heads);
        return room.slice(1, 0, Earlier + 1, 1);
    }

    private static Tensor Append(Tensor cache, Tensor newest)
    {
        using Tensor heads = newest.view(Heads, 1, HeadSize);
        return cat([cache, heads], 1);
    }
}
