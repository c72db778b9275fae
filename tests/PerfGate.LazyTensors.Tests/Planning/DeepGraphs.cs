using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Passes;
using PerfGate.LazyTensors.Planning;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Planning;

/// <summary>
/// Graphs of a hundred thousand nodes are planned on a small stack, and long before the guard ends: what takes the square of their length does not.
/// </summary>
public sealed class DeepGraphs : IDisposable
{
    private const int Steps = 100_000;
    private const int SmallStack = 256 * 1024;
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    private readonly Tensor _square = randn(2, 2);
    private readonly Tensor _row = randn(1, 2);
    private readonly LazyTensor _w;
    private readonly LazyTensor _r;

    public DeepGraphs() => (_w, _r) = (LazyTensor.Input(_square), LazyTensor.Input(_row));

    public static TheoryData<string> Chains => [.. Steppers.Keys];

    private static Dictionary<string, Func<LazyTensor, LazyTensor, LazyTensor, int, LazyTensor>> Steppers { get; } = new()
    {
        ["left-deep products"] = (h, w, _, _) => h.matmul(w),
        ["right-deep products"] = (h, w, _, _) => w.matmul(h),
        ["products on both sides"] = (h, w, _, i) => i % 2 == 0 ? h.matmul(w) : w.matmul(h),
        ["products with themselves"] = (h, _, _, _) => h.matmul(h),
        ["products and sums"] = (h, w, r, _) => h.matmul(w) + r,
        ["products and scalars"] = (h, w, _, _) => (h * 0.5).matmul(w) / 2,
        ["adapters"] = (h, w, r, _) => h.matmul(w + (r.transpose(0, 1).matmul(r) * 2)),
        ["sums from the left"] = (h, w, _, _) => h + w,
        ["sums from the right"] = (h, w, _, _) => w + h,
        ["doubling"] = (h, _, _, _) => h + h,
        ["elementwise"] = (h, w, _, i) => i % 3 == 0 ? h.tanh() : i % 3 == 1 ? h * w : h.relu(),
        ["transposes"] = (h, _, _, _) => h.transpose(0, 1),
        ["transposes and sums"] = (h, w, _, _) => h.transpose(0, 1) + w,
        ["reductions"] = (h, _, _, _) => h - h.sum(0, keepdim: true),
        ["softmaxes"] = (h, _, _, i) => h.softmax(i % 2),
        ["reshapes"] = (h, _, _, i) => i % 2 == 0 ? h.reshape(4) : h.reshape(2, 2),
        ["constants"] = (h, _, _, _) => h + LazyTensor.Constant(2, [2, 2]),
        ["scalars"] = (h, _, _, i) => h + i,
    };

    public void Dispose()
    {
        _square.Dispose();
        _row.Dispose();
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public void Of_one_operation_after_the_other(string operations) => AssertPlanned(() =>
    {
        LazyTensor chain = _w;
        for (int i = 0; i < Steps; i++)
        {
            chain = Steppers[operations](chain, _w, _r, i);
        }

        return [chain];
    });

    [Fact]
    public void Of_which_every_step_is_an_output() => AssertPlanned(() =>
    {
        var outputs = new LazyTensor[Steps];
        for (int i = 0; i < Steps; i++)
        {
            LazyTensor before = i == 0 ? _w : outputs[i - 1];
            outputs[i] = i % 2 == 0 ? before.transpose(0, 1) : before.matmul(_w);
        }

        return outputs;
    });

    [Fact]
    public void Of_views_which_all_are_outputs() => AssertPlanned(() =>
    {
        var outputs = new LazyTensor[Steps];
        for (int i = 0; i < Steps; i++)
        {
            outputs[i] = (i == 0 ? _w : outputs[i - 1]).transpose(0, 1);
        }

        return outputs;
    });

    [Fact]
    public void Of_many_chains_side_by_side() => AssertPlanned(() =>
    {
        LazyTensor[] chains = [.. Enumerable.Range(0, Steps / 20).Select(i => _w + i)];
        for (int step = 0; step < 20; step++)
        {
            chains = [.. chains.Select(chain => step % 7 == 6 ? chain.softmax(0) : chain.tanh() * 1.5)];
        }

        return [chains.Aggregate((sum, chain) => sum.matmul(chain))];
    });

    [Fact]
    public void Of_intermediates_that_all_have_another_shape() => AssertPlanned(() =>
    {
        var parts = new LazyTensor[Steps / 10];
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = LazyTensor.Constant(1, [2, i + 1]).softmax(1).matmul(LazyTensor.Constant(1, [i + 1, 1])).sum(0);
        }

        return [parts.Aggregate((sum, part) => sum + part)];
    });

    private static void AssertPlanned(Func<LazyTensor[]> build)
    {
        Exception? failure = null;
        var planning = new Thread(() => failure = Record.Exception(() => Plan(build())), SmallStack) { IsBackground = true };
        planning.Start();
        Assert.True(planning.Join(Guard), "planning does not end");
        Assert.Null(failure);
    }

    private static void Plan(LazyTensor[] outputs)
    {
        using Lowering lowering = Lowering.Of(outputs);
        NodeGraph graph = lowering.ToGraph();
        foreach (Pass passes in (Pass[])[Pass.All, Pass.All & ~Pass.ConstantFolding, Pass.None, Pass.MatrixChainOrder])
        {
            _ = Planner.Make(graph, passes, Threads.One);
            _ = Planner.Make(graph, passes, Threads.Several);
        }

        _ = Pipeline.Run(graph, Pass.ElementwiseFusion);
    }
}
