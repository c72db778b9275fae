using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>One token of a language model of one layer, with a cache of 128 earlier tokens' keys and values.</summary>
/// <remarks>Appending to the cache is no operation of graphs: the lazy arm is a graph before and a graph after it.</remarks>
public class InferenceToken : BenchmarkGroup
{
    private const int Earlier = 128;
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
    private Scalar _scoreScale = null!;

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
    }

    private static Tensor Append(Tensor cache, Tensor newest)
    {
        using Tensor heads = newest.view(Heads, 1, HeadSize);
        return cat([cache, heads], 1);
    }
}
