using PerfGate.LazyTensors.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

public class Sharing
{
    [Fact]
    public void The_same_operation_on_the_same_operands_is_one_kernel()
    {
        using Tensor a = randn(3, 3), b = randn(3, 3);
        LazyTensor x = LazyTensor.Input(a), y = LazyTensor.Input(b), sameX = LazyTensor.Input(a);
        using LazyTensor sum = x.matmul(y) + sameX.matmul(y);

        Tensor result = sum.Eval();

        using Tensor product = a.matmul(b);
        using Tensor expected = product + product;
        Numbers.AssertSame(expected, result);
        Assert.Equal(new EvaluationCounters(GraphNodes: 6, KernelsLaunched: 2), sum.Counters);
    }

    [Fact]
    public void What_looks_alike_but_is_not_is_not_shared()
    {
        using Tensor a = randn(3, 3), b = randn(3, 3);
        LazyTensor x = LazyTensor.Input(a), y = LazyTensor.Input(b);
        LazyTensor[] outputs =
        [
            x - y, y - x, x * 2, x * 2.5, x + 2, x + 0.0, x + -0.0, x.softmax(0), x.softmax(1), x.matmul(y), x.linear(y), x.linear(y, LazyTensor.Constant(1, [3])),
            LazyTensor.Constant(1, [3]), LazyTensor.Constant(1, [4]), LazyTensor.Constant(1, [3], ScalarType.Float64), LazyTensor.Constant(2, [3]),
        ];

        LazyTensor.EvalAll(outputs);

        // The bias of one of them is equal to one of the outputs.
        Assert.Equal(outputs.Length, outputs[0].Counters.KernelsLaunched);
        Array.ForEach(outputs, output => output.Dispose());
    }

    [Fact]
    public void What_two_outputs_share_is_computed_once()
    {
        using Tensor a = randn(3, 3);
        LazyTensor shared = LazyTensor.Input(a).exp();
        using LazyTensor left = shared * 2, right = shared.tanh();

        LazyTensor.EvalAll(left, right);

        Assert.Equal(new EvaluationCounters(4, 3), left.Counters);
        Assert.Equal(left.Counters, right.Counters);
    }

    [Fact]
    public void Outputs_that_compute_the_same_can_be_disposed_one_by_one()
    {
        using Tensor a = randn(3, 3);
        LiveTensors.AreUnchangedBy(() =>
        {
            using LazyTensor first = LazyTensor.Input(a).exp(), second = LazyTensor.Input(a).exp();
            Tensor[] results = LazyTensor.EvalAll(first, second);
            Assert.Equal(1, first.Counters.KernelsLaunched);
            first.Dispose();
            using Tensor expected = a.exp();
            Numbers.AssertSame(expected, results[1]);
        });
    }

    [Fact]
    public void A_part_that_was_evaluated_before_is_not_computed_again()
    {
        using Tensor a = randn(3, 3);
        using LazyTensor part = LazyTensor.Input(a).exp();
        part.Eval();
        using LazyTensor whole = part.tanh();

        whole.Eval();

        Assert.Equal(new EvaluationCounters(2, 1), whole.Counters);
    }

    [Fact]
    public void A_view_launches_no_kernel_and_shares_the_memory_of_its_operand()
    {
        using Tensor a = randn(2, 3);
        using LazyTensor turned = LazyTensor.Input(a).transpose(0, 1);

        Tensor result = turned.Eval();

        Assert.Equal(new EvaluationCounters(2, 0), turned.Counters);
        Assert.Equal([3L, 2L], result.shape);
        turned.Dispose();
        Assert.False(a.IsInvalid);
    }
}
