using CsCheck;
using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Planning;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class InParallel
{
    private const int Graphs = 500;

    [Fact]
    public void Every_node_on_whichever_thread_comes_first_gives_what_eager_gives() => LiveTensors.AreUnchangedBy(() =>
        Gen.Select(RandomGraph.FiniteChoices, Gen.Int[0, (int)Pass.All]).Sample(
            (choices, passes) =>
            {
                using var graph = new RandomGraph(choices, onlyFinite: true);
                LazyTensor[] outputs = [graph.Lazy[^1], graph.Lazy[graph.Lazy.Count / 2], graph.Lazy[^3]];
                Tensor?[] results = Run(outputs, (Pass)passes);
                Numbers.AssertSame(graph.Eager[^1], results[0]!, 1e-4);
                Numbers.AssertSame(graph.Eager[graph.Lazy.Count / 2], results[1]!, 1e-4);
                Numbers.AssertSame(graph.Eager[^3], results[2]!, 1e-4);
                Array.ForEach(results, result => result!.Dispose());
                graph.AssertInputsUnchanged();
            },
            iter: Graphs,
            threads: 1));

    [Fact]
    public void Large_branches_are_left_to_several_threads_and_small_ones_are_not()
    {
        using Tensor large = randn(512, 512), small = randn(8, 8);
        Assert.NotNull(PlanOf(large).Dependencies);
        Assert.Null(PlanOf(small).Dependencies);
    }

    [Fact]
    public void Two_large_products_are_apart_for_two_threads_and_one_kernel_adds_them_for_one()
    {
        using Tensor large = randn(512, 512);
        LazyTensor x = LazyTensor.Input(large);
        using Lowering lowering = Lowering.Of([x.matmul(x) + x.matmul(x.transpose(0, 1))]);

        Plan several = Planner.Make(lowering.ToGraph(), Pass.All, Threads.WhereItPays), one = Planner.Make(lowering.ToGraph(), Pass.All, Threads.One);

        Assert.True(one.Graph.Ops.Contains(Op.AddMm));
        Assert.Equal(Environment.ProcessorCount == 1, several.Graph.Ops.Contains(Op.AddMm));
        Assert.Equal(Environment.ProcessorCount > 1, several.Dependencies is not null);
    }

    [Fact]
    public async Task A_failure_in_one_branch_ends_the_evaluation_and_leaves_nothing()
    {
        using Tensor a = randn(512, 512);
        await LiveTensors.AreUnchangedByAsync(async () =>
        {
            Tensor gone = randn(512, 512);
            LazyTensor x = LazyTensor.Input(a), y = LazyTensor.Input(gone);
            using LazyTensor sum = x.matmul(x).softmax(0) + y.matmul(y).softmax(0);
            gone.Dispose();

            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await sum.EvalAsync(TestContext.Current.CancellationToken));
        });
    }

    private static Plan PlanOf(Tensor tensor)
    {
        LazyTensor x = LazyTensor.Input(tensor);
        using Lowering lowering = Lowering.Of([x.matmul(x).softmax(0) + x.matmul(x.transpose(0, 1)).softmax(0)]);
        return Planner.Make(lowering.ToGraph(), Pass.All, Threads.WhereItPays);
    }

    private static Tensor?[] Run(LazyTensor[] outputs, Pass passes)
    {
        using Lowering lowering = Lowering.Of(outputs);
        Plan plan = Planner.Make(lowering.ToGraph(), passes, Threads.Several);
        using var computation = new Computation(plan, lowering);
        new ParallelComputation(plan, computation, CancellationToken.None, worthAnotherThread: 0).RunAsync().GetAwaiter().GetResult();
        var results = new Tensor?[outputs.Length];
        computation.Deliver(results);
        return results;
    }
}
