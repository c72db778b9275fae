using BenchmarkDotNet.Attributes;
using PerfGate.LazyTensors;
using PerfGate.LazyVsEager.Configuration;
using static TorchSharp.torch;

namespace PerfGate.LazyVsEager;

/// <summary>
/// From logits to the next token. What is no operation of graphs (sorting, finding) is the same eager code in both arms, and the
/// random number is an input.
/// </summary>
public class InferenceSampling : BenchmarkGroup
{
    private const double Temperature = 0.8;

    private readonly Sampler _sampler = new();
    private Operand _logits = null!;
    private Operand _bias = null!;
    private Scalar _inverseTemperature = null!;

    /// <summary>Tokens to choose from.</summary>
    [Params(1_000, 10_000, 100_000)]
    public int Vocabulary { get; set; }

    /// <summary>The most likely token of logits + bias.</summary>
    [Benchmark(Baseline = true)]
    public void GreedyEager()
    {
        using Tensor biased = _logits.Eager + _bias.Eager;
        using Tensor scaled = biased.mul(_inverseTemperature);
        Choose(Sampler.Greedy, scaled);
    }

    /// <inheritdoc cref="GreedyEager"/>
    [Benchmark]
    public void GreedyLazy()
    {
        using LazyTensor scaled = Scaled();
        Choose(Sampler.Greedy, Evaluate(scaled, Arms.Optimized));
    }

    /// <summary>One of the 50 most likely tokens.</summary>
    [Benchmark(Baseline = true)]
    public void TopKEager()
    {
        using Tensor probabilities = Probabilities();
        Choose(_sampler.TopK, probabilities);
    }

    /// <inheritdoc cref="TopKEager"/>
    [Benchmark]
    public void TopKLazy()
    {
        using LazyTensor probabilities = Scaled().softmax(-1);
        Choose(_sampler.TopK, Evaluate(probabilities, Arms.Optimized));
    }

    /// <summary>One of the most likely tokens that together have a probability of 0.9.</summary>
    [Benchmark(Baseline = true)]
    public void TopPEager()
    {
        using Tensor probabilities = Probabilities();
        Choose(_sampler.TopP, probabilities);
    }

    /// <inheritdoc cref="TopPEager"/>
    [Benchmark]
    public void TopPLazy()
    {
        using LazyTensor probabilities = Scaled().softmax(-1);
        Choose(_sampler.TopP, Evaluate(probabilities, Arms.Optimized));
    }

    /// <inheritdoc/>
    protected override void CreateInputs()
    {
        _logits = Input(1, Vocabulary);
        _bias = Input(1, Vocabulary);
        _inverseTemperature = Number(1 / Temperature);
        _sampler.CreateNumbers(Own);
    }

    private Tensor Probabilities()
    {
        using Tensor biased = _logits.Eager + _bias.Eager;
        using Tensor scaled = biased.mul(_inverseTemperature);
        return scaled.softmax(-1);
    }

    private LazyTensor Scaled() => (_logits.Lazy + _bias.Lazy) * (1 / Temperature);

    private void Choose(Func<Tensor, Tensor> choose, Tensor from)
    {
        using Tensor token = choose(from);
        Consume(token);
    }
}
