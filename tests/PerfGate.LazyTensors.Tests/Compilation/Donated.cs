using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Compilation;

public class Donated
{
    private static readonly InputSlot State = new([2, 2]) { IsDonated = true };

    [Fact]
    public void An_input_is_updated_in_place_and_is_the_result()
    {
        using CompiledGraph graph = Lazy.Compile((inputs, numbers) => [(inputs[0] * numbers[0]) + inputs[1]], [State, new InputSlot([2, 2])], numbers: 1);
        using Tensor state = torch.ones(2, 2), x = torch.ones(2, 2);
        for (int i = 0; i < 3; i++)
        {
            Assert.Same(state, graph.Run([state, x], [2])[0]);
        }

        Assert.Equal([15.0, 15, 15, 15], Numbers.Of(state));
        Assert.Equal(1, graph.Counters.KernelsLaunched);
        Assert.Equal(0, graph.OwnBytes);
        Assert.Equal([0], graph.Donations.ToArray());
    }

    [Fact]
    public void Several_results_of_one_kernel_are_written_over_what_it_reads()
    {
        using CompiledGraph graph = Lazy.Compile(
            (inputs, _) =>
            {
                LazyTensor sum = inputs[0] + inputs[1];
                return [sum, sum - (inputs[1] * 2)];
            },
            [State, State]);
        using Tensor a = tensor(new[] { 5f, 5, 5, 5 }).reshape(2, 2), b = tensor(new[] { 2f, 2, 2, 2 }).reshape(2, 2);
        graph.Run([a, b]);

        Assert.Equal((1, 0), (graph.Counters.KernelsLaunched, graph.OwnBytes));
        Assert.Equal([7.0, 7, 7, 7], Numbers.Of(a));
        Assert.Equal([3.0, 3, 3, 3], Numbers.Of(b));
    }

    [Fact]
    public void What_is_read_again_later_or_through_a_view_is_written_over_at_the_end()
    {
        using CompiledGraph graph = Lazy.Compile(
            (inputs, _) => [inputs[0].exp() + inputs[0].transpose(0, 1), inputs[0].matmul(inputs[0])], [State]);
        using Tensor a = randn(2, 2), exp = a.exp(), turned = a.transpose(0, 1), sum = exp + turned, product = a.matmul(a);
        Tensor[] results = graph.Run([a]);

        Numbers.AssertSame(sum, a);
        Numbers.AssertSame(product, results[1]);
        results[1].Dispose();
    }

    [Fact]
    public void Inputs_may_change_places()
    {
        using CompiledGraph graph = Lazy.Compile((inputs, _) => [inputs[1], inputs[0].transpose(0, 1), inputs[0]], [State, State]);
        using Tensor a = randn(2, 2), b = randn(2, 2), oldA = a.clone(), oldB = b.clone(), turned = oldA.transpose(0, 1);
        Tensor[] results = graph.Run([a, b]);

        Numbers.AssertSame(oldB, a);
        Numbers.AssertSame(turned, b);
        Numbers.AssertSame(oldA, results[2]);
        results[2].Dispose();
    }

    [Fact]
    public void A_sum_with_a_product_is_added_in_place_unless_the_product_reads_it_too()
    {
        using CompiledGraph apart = Lazy.Compile((inputs, _) => [inputs[0] + inputs[1].matmul(inputs[1])], [State, new InputSlot([2, 2])]);
        using CompiledGraph together = Lazy.Compile((inputs, _) => [inputs[0] + inputs[0].matmul(inputs[1])], [State, new InputSlot([2, 2])]);
        using Tensor a = randn(2, 2), b = randn(2, 2), square = b.matmul(b), expected = a + square;
        apart.Run([a, b]);
        Numbers.AssertSame(expected, a);

        using Tensor product = a.matmul(b), sum = a + product;
        together.Run([a, b]);
        Numbers.AssertSame(sum, a);
        Assert.Equal((0, 2 * 2 * sizeof(float)), (apart.OwnBytes, together.OwnBytes));
    }

    [Fact]
    public void What_is_written_over_by_the_last_kernel_waits_until_the_input_is_read_no_more()
    {
        using CompiledGraph graph = Lazy.Compile(
            (inputs, _) => [inputs[1].matmul(inputs[1]) + inputs[0].matmul(inputs[1]).exp().matmul(inputs[1])], [State, new InputSlot([2, 2])]);
        using Tensor a = randn(2, 2), b = randn(2, 2), square = b.matmul(b), product = a.matmul(b), exp = product.exp(), last = exp.matmul(b), expected = square + last;
        graph.Run([a, b]);

        Numbers.AssertSame(expected, a);
    }

    [Fact]
    public void An_output_that_is_what_was_donated_stays_as_it_is()
    {
        using CompiledGraph graph = Lazy.Compile((inputs, _) => [inputs[0]], [State]);
        using Tensor a = torch.ones(2, 2);

        Assert.Same(a, graph.Run([a], into: [a])[0]);
        Assert.Equal([1.0, 1, 1, 1], Numbers.Of(a));
        Assert.Equal(0, graph.Counters.KernelsLaunched);
    }

    [Fact]
    public void A_parameter_is_updated_without_a_record()
    {
        using CompiledGraph graph = Lazy.Compile((inputs, _) => [inputs[0] * 2], [State]);
        using Tensor parameter = torch.ones(2, 2, requires_grad: true);
        using (no_grad())
        {
            graph.Run([parameter]);
        }

        Assert.Equal([2.0, 2, 2, 2], Numbers.Of(parameter));
        Assert.True(parameter.is_leaf);
    }
}
