using CsCheck;
using PerfGate.LazyTensors.Tests.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Passes;

public class EverySubset
{
    /// <summary>Passes that round differently, as sums and products are computed in another order.</summary>
    public const Pass Reordering = Pass.LoraAtRankLevel | Pass.MatrixChainOrder | Pass.ScalarFolding;

    /// <summary>Graphs of each test; a long search takes more: see ARCHITECTURE.md.</summary>
    private static readonly int Graphs = int.TryParse(Environment.GetEnvironmentVariable("PERFGATE_FUZZ"), out int graphs) ? graphs : 1_000;

    private const double Reordered = 1e-4;

    private static readonly Gen<LazyOptions> Options = Gen.Select(
        Gen.Int[0, (int)Pass.All], Gen.Bool, (passes, caches) => new LazyOptions { Passes = (Pass)passes, CachesPlans = caches });

    [Fact]
    public void Of_the_passes_gives_what_eager_gives() =>
        Sample(RandomGraph.FiniteChoices, onlyFinite: true, (graph, options) => AssertSome(graph, options, Reordered));

    [Fact]
    public void Of_the_passes_keeps_the_digits_of_Float64() =>
        Sample(RandomGraph.FiniteChoices, onlyFinite: true, (graph, options) => AssertSome(graph, options, 1e-11), ScalarType.Float64);

    [Fact]
    public void Of_the_passes_that_keep_the_order_gives_what_eager_gives_for_nan_and_infinity_too() =>
        Sample(RandomGraph.Choices, onlyFinite: false, (graph, options) =>
            AssertSome(graph, options with { Passes = options.Passes & ~Reordering }, 1e-5));

    [Fact]
    public void Of_the_passes_gives_the_same_from_several_threads_at_once() =>
        Sample(RandomGraph.FiniteChoices, onlyFinite: true, (graph, options) =>
        {
            Parallel.For(0, 4, thread =>
            {
                for (int i = 0; i < graph.Lazy.Count; i += 3)
                {
                    int node = (i + thread) % graph.Lazy.Count;
                    Numbers.AssertSame(graph.Eager[node], graph.Lazy[node].Eval(options), Reordered);
                }
            });
        });

    [Fact]
    public void Of_the_passes_gives_what_eager_gives_when_it_is_compiled() =>
        Sample(RandomGraph.FiniteChoices, onlyFinite: true, (graph, options) => AssertCompiled(graph, options, Reordered));

    [Fact]
    public void Of_the_passes_keeps_the_digits_of_Float64_when_it_is_compiled() =>
        Sample(RandomGraph.FiniteChoices, onlyFinite: true, (graph, options) => AssertCompiled(graph, options, 1e-11), ScalarType.Float64);

    [Fact]
    public void Of_the_passes_that_keep_the_order_gives_nan_and_infinity_too_when_it_is_compiled() =>
        Sample(RandomGraph.Choices, onlyFinite: false, (graph, options) =>
            AssertCompiled(graph, options with { Passes = options.Passes & ~Reordering }, 1e-5));

    /// <summary>Compiled once, and run on other inputs and another number, into memory that is given, and over inputs that are donated.</summary>
    private static void AssertCompiled(RandomGraph graph, LazyOptions options, double tolerance)
    {
        int[] some = Some(graph);
        using RandomGraph other = graph.On(seed: 8);
        using CompiledGraph compiled = Compile(graph, some, options, _ => false);
        Tensor[] first = compiled.Run(graph.Inputs, [graph.Number]);
        Tensor[] second = compiled.Run(other.Inputs, [other.Number]);
        AssertAll(graph, some, first, tolerance);
        AssertAll(other, some, second, tolerance);
        Assert.All(compiled.Run(graph.Inputs, [graph.Number], second).Zip(second), pair => Assert.Same(pair.Second, pair.First));
        AssertAll(graph, some, second, tolerance);
        Array.ForEach([.. first, .. second], tensor => tensor.Dispose());
        other.AssertInputsUnchanged();
        AssertDonated(graph, some, options, tolerance);
    }

    private static void AssertDonated(RandomGraph graph, int[] some, LazyOptions options, double tolerance)
    {
        bool[] isDonated = AreDonated(graph, some);
        Tensor[] inputs = [.. graph.Inputs.Select(InOrder)];
        using CompiledGraph compiled = Compile(graph, some, options, input => isDonated[input]);
        Tensor[] results = compiled.Run(inputs, [graph.Number]);
        AssertAll(graph, some, results, tolerance);
        Assert.Equal(isDonated.Count(donated => donated), compiled.Donations.ToArray().Count(input => input >= 0));
        Assert.All(compiled.Donations.ToArray().Zip(results), pair => Assert.Equal(pair.First >= 0, Array.Exists(inputs, input => ReferenceEquals(input, pair.Second))));
        Array.ForEach([.. inputs.Union(results, ReferenceEqualityComparer.Instance).Cast<Tensor>()], tensor => tensor.Dispose());
    }

    /// <summary>For each output one input that is like it, if there is one left.</summary>
    private static bool[] AreDonated(RandomGraph graph, int[] some)
    {
        bool[] are = new bool[graph.Inputs.Length];
        foreach (Tensor eager in some.Select(output => graph.Eager[output]))
        {
            int input = Array.FindIndex(graph.Inputs, tensor => tensor.dtype == eager.dtype && tensor.shape.SequenceEqual(eager.shape));
            while (input >= 0 && are[input])
            {
                input = Array.FindIndex(graph.Inputs, input + 1, tensor => tensor.dtype == eager.dtype && tensor.shape.SequenceEqual(eager.shape));
            }

            if (input >= 0)
            {
                are[input] = true;
            }
        }

        return are;
    }

    private static Tensor InOrder(Tensor tensor) => empty(tensor.shape, tensor.dtype).copy_(tensor);

    private static CompiledGraph Compile(RandomGraph graph, int[] some, LazyOptions options, Predicate<int> isDonated) => Lazy.Compile(
        (inputs, numbers) => graph.Build(inputs, numbers[0], some),
        [.. graph.Inputs.Select((input, i) => InputSlot.Like(input, isDonated(i)))],
        numbers: 1,
        graph.Inputs[0].dtype,
        options);

    private static void AssertAll(RandomGraph graph, int[] some, Tensor[] actual, double tolerance)
    {
        for (int i = 0; i < some.Length; i++)
        {
            if (graph.IsComparableAt[some[i]])
            {
                Numbers.AssertSame(graph.Eager[some[i]], actual[i], tolerance);
            }
        }
    }

    /// <summary>A few outputs: what is in between is then the plan's own, to fold, to fuse and to write over.</summary>
    private static void AssertSome(RandomGraph graph, LazyOptions options, double tolerance)
    {
        int[] some = Some(graph);
        Tensor[] together = graph.Lazy.Count % 2 == 0
            ? LazyTensor.EvalAll([.. some.Select(i => graph.Lazy[i])], options)
            : LazyTensor.EvalAllAsync([.. some.Select(i => graph.Lazy[i])], options).GetAwaiter().GetResult();
        for (int i = 0; i < some.Length; i++)
        {
            Numbers.AssertSame(graph.Eager[some[i]], together[i], tolerance);
            Assert.Same(together[i], graph.Lazy[some[i]].Eval(options));
        }
    }

    private static int[] Some(RandomGraph graph) => [.. new[] { graph.Lazy.Count - 1, graph.Lazy.Count / 2, graph.Lazy.Count - 3 }.Distinct()];

    /// <summary>Inputs are unchanged and no tensor is left, whatever the check does.</summary>
    private static void Sample(
        Gen<(int, int, int, double)[]> choices, bool onlyFinite, Action<RandomGraph, LazyOptions> check, ScalarType dtype = ScalarType.Float32) =>
        LiveTensors.AreUnchangedBy(() => Gen.Select(choices, Options).Sample(
            sample =>
            {
                using var graph = new RandomGraph(sample.Item1, onlyFinite, dtype);
                try
                {
                    check(graph, sample.Item2);
                }
                catch (Exception failure)
                {
                    // What was evaluated can no longer be drawn.
                    using var again = new RandomGraph(sample.Item1, onlyFinite, dtype);
                    Assert.Fail($"{failure.Message}\n{sample.Item2}\n{string.Join('\n', Some(again).Select(i => again.Lazy[i].ToMermaid()))}");
                }

                graph.AssertInputsUnchanged();
            },
            iter: Graphs,
            threads: 1));
}
