using PerfGate.LazyTensors.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Planning;

public class Buffers
{
    private static readonly LazyOptions NoFusion = new() { Passes = Pass.None };

    [Fact]
    public void A_result_takes_the_memory_of_an_operand_that_nobody_reads_any_more()
    {
        using Tensor a = randn(32, 32), b = randn(32, 32);
        using LazyTensor result = LazyTensor.Input(a).matmul(LazyTensor.Input(b)).tanh();

        result.Eval();

        Assert.Equal(new EvaluationCounters(4, 2), result.Counters);
    }

    [Fact]
    public void A_later_result_takes_the_memory_of_one_that_is_done_with()
    {
        using Tensor a = randn(32, 32);
        LazyTensor x = LazyTensor.Input(a);
        using LazyTensor result = x.matmul(x).softmax(0).matmul(x).softmax(0).sum();

        result.Eval();

        // Two softmaxes of their own, and one memory for both products.
        Assert.Equal(3 * 32 * 32 * sizeof(float), result.Counters.IntermediateBytes);
    }

    [Fact]
    public void Neither_inputs_nor_earlier_results_nor_what_a_view_shows_are_written_over()
    {
        using Tensor a = randn(16, 16), copy = a.clone();
        LazyTensor x = LazyTensor.Input(a);
        using LazyTensor earlier = x.matmul(x);
        using Tensor before = earlier.Eval().clone();
        LazyTensor product = (x + 1).matmul(x);
        using LazyTensor shown = product.transpose(0, 1), changed = (product + earlier).exp().tanh() + x;

        Tensor[] results = LazyTensor.EvalAll(shown, changed);

        Numbers.AssertSame(copy, a);
        Numbers.AssertSame(before, earlier.Eval());
        using Tensor ones = a + 1, expected = ones.matmul(a), turned = expected.transpose(0, 1);
        Numbers.AssertSame(turned, results[0]);
    }

    [Fact]
    public void Without_passes_every_intermediate_has_memory_of_its_own()
    {
        using Tensor a = randn(8, 8);
        using LazyTensor result = LazyTensor.Input(a).exp().tanh().relu();

        result.Eval(NoFusion);

        Assert.Equal(new EvaluationCounters(4, 3, 2 * 8 * 8 * sizeof(float)), result.Counters);
    }
}
