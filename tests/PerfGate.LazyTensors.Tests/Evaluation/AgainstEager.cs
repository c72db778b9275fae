using CsCheck;
using PerfGate.LazyTensors.Tests.Passes;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class AgainstEager
{
    private const int Graphs = 300;

    /// <summary>The passes that change the order of operations make something else of infinities; see EverySubset for those.</summary>
    private static readonly LazyOptions InOrder = new() { Passes = Pass.All & ~EverySubset.Reordering };

    [Fact]
    public void Every_node_of_a_random_graph_evaluated_by_itself_is_what_eager_gives_once_and_twice() =>
        Sample(graph =>
        {
            for (int i = 0; i < graph.Lazy.Count; i++)
            {
                Tensor once = graph.Lazy[i].Eval(InOrder);
                Numbers.AssertSame(graph.Eager[i], once);
                Assert.Same(once, graph.Lazy[i].Eval(InOrder));
            }
        });

    [Fact]
    public void Later_nodes_first_so_that_nothing_they_need_is_there_yet() =>
        Sample(graph =>
        {
            for (int i = graph.Lazy.Count - 1; i >= 0; i--)
            {
                Numbers.AssertSame(graph.Eager[i], graph.Lazy[i].Eval(InOrder));
            }
        });

    [Fact]
    public void All_nodes_together_are_what_eager_gives() =>
        Sample(graph => AssertAll(graph, LazyTensor.EvalAll([.. graph.Lazy, .. graph.Lazy], InOrder)));

    [Fact]
    public void All_nodes_together_asynchronously_are_what_eager_gives() =>
        Sample(graph => AssertAll(graph, LazyTensor.EvalAllAsync(graph.Lazy, InOrder).GetAwaiter().GetResult()));

    [Fact]
    public void The_last_node_asynchronously_is_what_eager_gives_and_ready_at_once_afterwards() =>
        Sample(graph =>
        {
            Tensor tensor = graph.Lazy[^1].EvalAsync(InOrder).AsTask().GetAwaiter().GetResult();
            Numbers.AssertSame(graph.Eager[^1], tensor);
            ValueTask<Tensor> again = graph.Lazy[^1].EvalAsync(InOrder);
            Assert.True(again.IsCompletedSuccessfully);
            Assert.Same(tensor, again.Result);
        });

    [Fact]
    public void Several_threads_at_once_get_one_tensor_for_each_node() =>
        Sample(graph =>
        {
            const int Threads = 4;
            var seen = new Tensor[Threads][];
            using var start = new Barrier(Threads);
            Thread[] threads = [.. Enumerable.Range(0, Threads).Select(t => new Thread(() =>
            {
                start.SignalAndWait();
                seen[t] = [.. graph.Lazy.Select((node, i) => graph.Lazy[(i + t * 3) % graph.Lazy.Count].Eval(InOrder))];
            }))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());

            for (int t = 0; t < Threads; t++)
            {
                for (int i = 0; i < graph.Lazy.Count; i++)
                {
                    int node = (i + t * 3) % graph.Lazy.Count;
                    Assert.Same(graph.Lazy[node].Eval(InOrder), seen[t][i]);
                    Numbers.AssertSame(graph.Eager[node], seen[t][i]);
                }
            }
        });

    private static void AssertAll(RandomGraph graph, Tensor[] tensors)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            Numbers.AssertSame(graph.Eager[i % graph.Eager.Count], tensors[i]);
        }
    }

    /// <summary>Inputs are unchanged and no tensor is left, whatever the check does.</summary>
    private static void Sample(Action<RandomGraph> check) => LiveTensors.AreUnchangedBy(() =>
        RandomGraph.Choices.Sample(
            choices =>
            {
                using var graph = new RandomGraph(choices);
                check(graph);
                graph.AssertInputsUnchanged();
            },
            iter: Graphs,
            threads: 1));
}
