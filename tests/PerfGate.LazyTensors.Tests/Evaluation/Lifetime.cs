using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class Lifetime
{
    [Fact]
    public void Intermediates_are_gone_when_evaluation_ends_and_the_result_when_its_node_is_disposed()
    {
        using Tensor a = randn(3, 3);
        LiveTensors.AreUnchangedBy(() =>
        {
            long before = LiveTensors.Count;
            using LazyTensor result = (LazyTensor.Input(a).exp() * 2).tanh().matmul(LazyTensor.Constant(1, [3, 3]));
            result.Eval();
            Assert.Equal(before + 1, LiveTensors.Count);
        });
    }

    [Fact]
    public void A_long_chain_holds_few_tensors_at_a_time_and_does_not_exhaust_the_stack()
    {
        using Tensor a = randn(3);
        LazyTensor chain = LazyTensor.Input(a);
        for (int i = 0; i < 100_000; i++)
        {
            chain *= 1.0;
        }

        LiveTensors.AreUnchangedBy(() =>
        {
            long allowed = Math.Max(Tensor.PeakCount, LiveTensors.Count + 3);
            using (chain)
            {
                Numbers.AssertSame(a, chain.Eval());
            }

            Assert.InRange(Tensor.PeakCount, 1, allowed);
        });
    }

    [Fact]
    public void Evaluating_a_disposed_node_is_an_error_and_so_is_what_was_built_on_its_result()
    {
        using Tensor a = randn(3);
        LazyTensor part = LazyTensor.Input(a).exp();
        using LazyTensor whole = part.tanh();
        part.Eval();
        part.Dispose();

        Assert.Throws<ObjectDisposedException>(part.Eval);
        Assert.Contains("was disposed after it was evaluated", Assert.Throws<ObjectDisposedException>(whole.Eval).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_disposed_before_it_was_evaluated_stays_a_part_of_other_graphs()
    {
        using Tensor a = randn(3), exp = a.exp(), expected = exp.tanh();
        LazyTensor part = LazyTensor.Input(a).exp();
        using LazyTensor whole = part.tanh();
        part.Dispose();

        Assert.Throws<ObjectDisposedException>(part.Eval);
        Numbers.AssertSame(expected, whole.Eval());
    }

    [Fact]
    public void An_input_disposed_too_early_is_an_error_and_leaves_nothing()
    {
        LiveTensors.AreUnchangedBy(() =>
        {
            Tensor a = randn(3), b = randn(3);
            using LazyTensor sum = LazyTensor.Input(a).exp() + LazyTensor.Input(b);
            b.Dispose();

            Assert.Throws<ObjectDisposedException>(sum.Eval);
            a.Dispose();
        });
    }

    [Fact]
    public void A_kernel_that_fails_leaves_nothing_and_the_node_can_be_evaluated_again()
    {
        using Tensor a = randn(2, 3), b = randn(3, 2);
        LiveTensors.AreUnchangedBy(() =>
        {
            using LazyTensor product = LazyTensor.Input(a).exp().mul(2).matmul(LazyTensor.Input(b).tanh());
            b.transpose_(0, 1);
            Assert.Contains("[3, 2] Float32 when the graph was built is [2, 3] Float32 now", Assert.Throws<GraphException>(product.Eval).Message, StringComparison.Ordinal);
            b.transpose_(0, 1);
            Assert.Equal([2L, 2L], product.Eval().shape);
        });
    }

    [Fact]
    public void Disposing_an_input_node_leaves_the_callers_tensor()
    {
        using Tensor a = randn(3);
        LazyTensor input = LazyTensor.Input(a);
        Assert.Same(a, input.Eval());

        input.Dispose();

        Assert.False(a.IsInvalid);
    }

    [Fact]
    public void A_result_that_the_caller_disposed_is_gone_as_if_the_node_had_been_disposed()
    {
        using Tensor a = randn(3);
        using LazyTensor node = LazyTensor.Input(a).exp(), constant = LazyTensor.Constant(2, [3]);
        node.Eval().Dispose();
        constant.Eval().Dispose();

        Assert.Throws<ObjectDisposedException>(node.Eval);
        Assert.Equal([2.0, 2, 2], Numbers.Of(constant.Eval()));
    }

    [Fact]
    public void A_dispose_scope_of_the_caller_does_not_take_the_result_away()
    {
        using Tensor a = randn(3);
        using LazyTensor node = LazyTensor.Input(a).exp().tanh();
        Tensor result;
        using (NewDisposeScope())
        {
            result = node.Eval();
        }

        Assert.False(result.IsInvalid);
        Assert.Same(result, node.Eval());
    }

    [Fact]
    public void A_node_disposed_in_one_thread_while_another_evaluates_with_it_is_read_to_the_end_or_refused()
    {
        using Tensor a = randn(64, 64);
        LiveTensors.AreUnchangedBy(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                LazyTensor part = LazyTensor.Input(a).tanh();
                using LazyTensor whole = part.exp().matmul(part);
                part.Eval();
                var disposing = new Thread(part.Dispose);
                disposing.Start();
                Tensor? result = null;
                Exception? refusal = Record.Exception(() => result = whole.Eval());
                disposing.Join();
                Assert.True(result is { IsInvalid: false } || refusal is ObjectDisposedException);
            }
        });
    }
}
