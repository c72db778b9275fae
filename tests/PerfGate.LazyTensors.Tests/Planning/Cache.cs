using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Planning;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Planning;

public sealed class Cache : IDisposable
{
    private readonly Tensor _a = randn(4, 4);
    private readonly Tensor _b = randn(4, 4);

    public void Dispose()
    {
        _a.Dispose();
        _b.Dispose();
    }

    [Fact]
    public void The_same_graph_on_other_inputs_has_the_same_plan_and_its_own_result()
    {
        Assert.Same(PlanOf(x => (x * 2).matmul(x), _a), PlanOf(x => (x * 2).matmul(x), _b));
        using LazyTensor first = LazyTensor.Input(_a) * 2, second = LazyTensor.Input(_b) * 2;
        using Tensor expected = _b * 2;
        first.Eval();
        Numbers.AssertSame(expected, second.Eval());
    }

    [Fact]
    public void Another_number_operation_shape_pass_or_sharing_of_inputs_is_another_plan()
    {
        using Tensor row = randn(4);
        Plan plan = PlanOf(x => x * 2, _a);
        Assert.NotSame(plan, PlanOf(x => x * 3, _a));
        Assert.NotSame(plan, PlanOf(x => x + 2, _a));
        Assert.NotSame(plan, PlanOf(x => x * 2, row));
        Assert.NotSame(plan, PlanOf(x => x * 2, _a, Pass.None));
        Assert.NotSame(PlanOf(x => x + LazyTensor.Input(_a), _a), PlanOf(x => x + LazyTensor.Input(_b), _a));
    }

    [Fact]
    public void Whatever_was_planned_meanwhile_graphs_give_their_own_results()
    {
        for (int i = 0; i < 2_000; i++)
        {
            using LazyTensor scaled = LazyTensor.Input(_a) * (i % 1_000);
            using Tensor expected = _a * (i % 1_000);
            Numbers.AssertSame(expected, scaled.Eval());
        }
    }

    [Fact]
    public void Large_graphs_do_not_fill_the_memory_with_plans_and_small_ones_stay()
    {
        Plan small = PlanOf(x => x * 7, _a);
        Assert.Same(small, PlanOf(x => x * 7, _b));
        for (int graph = 0; graph < 25; graph++)
        {
            int first = graph;
            _ = PlanOf(x => Enumerable.Range(first, 50_000).Aggregate(x, (sum, i) => sum.transpose(0, 1)) * first, _a, Pass.None);
            Assert.InRange(PlanCache.Nodes, 50_000, PlanCache.MostNodes);
        }

        PlanCache.Clear();
        Assert.Equal(0, PlanCache.Nodes);
    }

    private static Plan PlanOf(Func<LazyTensor, LazyTensor> graph, Tensor input, Pass passes = Pass.All)
    {
        using Lowering lowering = Lowering.Of([graph(LazyTensor.Input(input))]);
        return PlanCache.For(lowering, passes, Threads.One);
    }
}
