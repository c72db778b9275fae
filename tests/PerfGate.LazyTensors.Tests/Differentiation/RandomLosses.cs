using CsCheck;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Tests.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Differentiation;

/// <summary>Gradients of random graphs against those that eager records, in Float64.</summary>
public class RandomLosses
{
    private static readonly int Graphs = int.TryParse(Environment.GetEnvironmentVariable("PERFGATE_FUZZ"), out int graphs) ? graphs : 300;

    [Fact]
    public void Have_the_gradients_that_eager_records() => RandomGraph.FiniteChoices.Sample(
        choices =>
        {
            using var graph = new RandomGraph(choices, onlyFinite: true, ScalarType.Float64);
            int output = graph.Eager.ToList().FindLastIndex(tensor => tensor.dtype == ScalarType.Float64 && tensor.numel() > 0);
            AssertSame(graph, output);
        },
        iter: Graphs,
        threads: 1);

    private static void AssertSame(RandomGraph graph, int output)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] recorded = [.. graph.Inputs.Select(input => empty(input.shape, input.dtype).copy_(input).requires_grad_())];
        Tensor number = tensor(graph.Number, ScalarType.Float64).requires_grad_();
        Tensor result = graph.Compute(recorded, number, [output])[0];
        Tensor weights = randn(result.shape, ScalarType.Float64);
        if (!result.requires_grad)
        {
            return;
        }

        (result * weights).sum().backward();
        for (int i = 0; i < recorded.Length; i++)
        {
            Tensor? actual = Gradient(graph, i, output, weights);
            if (recorded[i].grad is { } expected)
            {
                Numbers.AssertSame(expected, actual ?? zeros_like(expected), 1e-9);
            }
            else
            {
                Assert.Null(actual);
            }
        }
    }

    /// <summary>Null where the loss does not depend on the input.</summary>
    private static Tensor? Gradient(RandomGraph graph, int input, int output, Tensor weights)
    {
        try
        {
            using CompiledGraph compiled = Lazy.Compile(
                (inputs, numbers) => Lazy.Grad((graph.Build(inputs, numbers[0], [output])[0] * LazyTensor.Input(weights)).sum(), inputs[input]),
                [.. graph.Inputs.Select(tensor => InputSlot.Like(tensor))],
                numbers: 1,
                ScalarType.Float64);
            return compiled.Run(graph.Inputs, [graph.Number])[0];
        }
        catch (GraphException none) when (none.Message.Contains("does not depend on", StringComparison.Ordinal))
        {
            return null;
        }
    }
}
