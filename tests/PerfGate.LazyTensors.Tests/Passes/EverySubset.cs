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
