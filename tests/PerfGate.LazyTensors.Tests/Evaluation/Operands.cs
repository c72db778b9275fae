using System.Runtime.CompilerServices;
using PerfGate.LazyTensors.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>A node that was evaluated needs its operands no more, and lets go of them.</summary>
public class Operands
{
    private const int Steps = 50;

    [Fact]
    public void A_loop_that_carries_a_state_holds_no_more_after_many_steps_than_after_one()
    {
        long before = LiveTensors.Count;
        using Tensor start = zeros(3);
        LazyTensor state = Step(LazyTensor.Input(start));
        var first = new WeakReference(state);
        for (int i = 1; i < Steps; i++)
        {
            state = Step(state);
        }

        Collect();

        Assert.False(first.IsAlive);
        Assert.InRange(LiveTensors.Count, before, before + 3);
        Assert.Equal(10, Numbers.Of(state.Eval())[0], 0.1);
        state.Dispose();
    }

    [Fact]
    public void Of_an_output_of_every_kind_of_evaluation_are_let_go()
    {
        (WeakReference[] inputs, LazyTensor[] outputs) = Evaluated();

        Collect();

        Assert.All(inputs, input => Assert.False(input.IsAlive));
        Array.ForEach(outputs, output => output.Dispose());
    }

    [Fact]
    public void A_failed_evaluation_keeps_them()
    {
        using Tensor a = randn(2, 3), b = randn(3, 2);
        using LazyTensor product = LazyTensor.Input(a).matmul(LazyTensor.Input(b));
        b.transpose_(0, 1);
        Assert.ThrowsAny<Exception>(product.Eval);
        b.transpose_(0, 1);

        Assert.Equal([2L, 2L], product.Eval().shape);
    }

    [Fact]
    public void What_was_counted_and_drawn_stays()
    {
        using Tensor a = randn(3);
        using LazyTensor exp = LazyTensor.Input(a).exp(), whole = exp.tanh();
        exp.Eval();

        Assert.Equal(new EvaluationCounters(2, 1), exp.Counters);
        Assert.Equal("flowchart TD\n  n0([\"Input 0 [3]\"])\n", exp.ToMermaid());
        Assert.Equal("flowchart TD\n  n0[\"Input 0 [3]\"]\n  n1([\"Tanh [3]\"])\n  n0 --> n1\n", whole.ToMermaid());
    }

    /// <summary>In a frame of its own, which keeps nothing alive afterwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LazyTensor Step(LazyTensor state)
    {
        LazyTensor next = (state * 0.9) + LazyTensor.Constant(1, [3]);
        next.Eval();
        return next;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference[] Inputs, LazyTensor[] Outputs) Evaluated()
    {
        using Tensor a = randn(3);
        LazyTensor[] inputs = [.. Enumerable.Range(0, 4).Select(_ => LazyTensor.Input(a))];
        LazyTensor[] outputs = [.. inputs.Select(input => input.exp().tanh())];
        outputs[0].Eval();
        outputs[1].EvalAsync().AsTask().GetAwaiter().GetResult();
        LazyTensor.EvalAll(outputs[2]);
        LazyTensor.EvalAllAsync([outputs[3]]).GetAwaiter().GetResult();
        return ([.. inputs.Select(input => new WeakReference(input))], outputs);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
