using PerfGate.LazyTensors.Evaluation;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Compilation;

public class Running
{
    [Fact]
    public void A_function_is_called_once_and_its_graph_runs_on_any_inputs_of_its_shapes()
    {
        int calls = 0;
        using CompiledGraph graph = Lazy.Compile(
            inputs =>
            {
                calls++;
                return ((inputs[0].matmul(inputs[1]) * 2) + 1).softmax(-1);
            },
            new InputSlot([3, 4]),
            new InputSlot([4, 5]));

        for (int i = 0; i < 3; i++)
        {
            using Tensor a = randn(3, 4), b = randn(4, 5), product = a.matmul(b), expected = ((product * 2) + 1).softmax(-1);
            using Tensor result = graph.Run([a, b])[0];
            Numbers.AssertSame(expected, result);
        }

        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_number_differs_from_run_to_run_and_is_no_constant_of_the_graph()
    {
        using CompiledGraph graph = Lazy.Compile((inputs, numbers) => [inputs[0] * numbers[0] + numbers[1]], [new InputSlot([3])], numbers: 2);
        using Tensor ones = torch.ones(3), five = graph.Run([ones], [2, 3])[0], nan = graph.Run([ones], [double.NaN, 3])[0], nine = graph.Run([ones], [4, 5])[0];

        Assert.Equal([5.0, 5, 5], Numbers.Of(five));
        Assert.Equal([double.NaN, double.NaN, double.NaN], Numbers.Of(nan));
        Assert.Equal([9.0, 9, 9], Numbers.Of(nine));
        Assert.Equal(1, graph.Counters.KernelsLaunched);
    }

    [Fact]
    public void A_number_of_Float64_keeps_its_digits()
    {
        using CompiledGraph graph = Lazy.Compile((inputs, numbers) => [inputs[0] * numbers[0]], [new InputSlot([1], ScalarType.Float64)], 1, ScalarType.Float64);
        using Tensor one = torch.ones(1, ScalarType.Float64), third = graph.Run([one], [1.0 / 3])[0];

        Assert.Equal([1.0 / 3], Numbers.Of(third));
    }

    [Fact]
    public void Results_are_the_callers_and_later_runs_leave_them_alone()
    {
        LiveTensors.AreUnchangedBy(() =>
        {
            using Tensor a = randn(4, 4), b = randn(4, 4), expected = a.exp();
            CompiledGraph graph = Lazy.Compile(
                (inputs, _) => [inputs[0].exp(), inputs[0].exp().transpose(0, 1), inputs[0], LazyTensor.Constant(3, [2]), inputs[0].exp()], [new InputSlot([4, 4])]);
            Tensor[] results = graph.Run([a]);
            Tensor[] later = graph.Run([b]);
            graph.Dispose();

            Numbers.AssertSame(expected, results[0]);
            Numbers.AssertSame(expected, results[4]);
            using Tensor turned = expected.transpose(0, 1);
            Numbers.AssertSame(turned, results[1]);
            Numbers.AssertSame(a, results[2]);
            Assert.Equal([3.0, 3], Numbers.Of(results[3]));
            Assert.All(results, result => Assert.True(result.is_contiguous()));
            Assert.Equal(5, results.Select(Address).Distinct().Count());
            Assert.DoesNotContain(Address(a), results.Select(Address));
            Array.ForEach([.. results, .. later], result => result.Dispose());
        });
    }

    [Fact]
    public void A_result_is_written_to_a_tensor_that_is_given_for_it()
    {
        using CompiledGraph graph = Lazy.Compile((inputs, _) => [inputs[0] + 1, inputs[0].sum(0)], [new InputSlot([2, 3])]);
        using Tensor a = torch.ones(2, 3), target = zeros(2, 3), sums = zeros(3);
        Tensor[] some = graph.Run([a], into: [target, null]);

        Assert.Same(target, some[0]);
        Assert.Same(sums, graph.Run([a], into: [target, sums])[1]);
        Assert.Equal([2.0, 2, 2, 2, 2, 2], Numbers.Of(target));
        Assert.Equal([2.0, 2, 2], Numbers.Of(some[1]));
        Assert.Equal([2.0, 2, 2], Numbers.Of(sums));
        some[1].Dispose();
    }

    [Fact]
    public void A_run_takes_no_memory_but_for_its_outputs()
    {
        using Tensor a = randn(8, 8), b = randn(8, 8);
        using CompiledGraph graph = Lazy.Compile(
            (inputs, _) => [(inputs[0].matmul(inputs[1]).softmax(-1).matmul(inputs[0]).exp() * inputs[1]).transpose(0, 1).matmul(inputs[0])],
            [InputSlot.Like(a), InputSlot.Like(b)]);
        graph.Run([a, b])[0].Dispose();
        long before = LiveTensors.Count;
        using Tensor result = graph.Run([a, b])[0];

        Assert.Equal(before + 1, LiveTensors.Count);
        Assert.Equal(0, graph.Counters.IntermediateBytes);
        Assert.Equal(5, graph.Counters.KernelsLaunched);

        // The product, over which softmax writes, and what comes of it.
        Assert.Equal(2 * 8 * 8 * sizeof(float), graph.OwnBytes);
    }

    [Fact]
    public void What_the_last_kernel_writes_over_is_in_the_outputs_memory_from_the_beginning()
    {
        using Tensor x = randn(16, 16), w = randn(16, 16), a = randn(16, 2), b = randn(2, 16);
        using CompiledGraph adapted = Lazy.Compile(
            inputs => LazyTensor.LoraLinear(inputs[0], inputs[1], inputs[2], inputs[3], 2, 4), InputSlot.Like(x), InputSlot.Like(w), InputSlot.Like(a), InputSlot.Like(b));
        using CompiledGraph rows = Lazy.Compile(inputs => ((inputs[0].matmul(inputs[1]) + inputs[0]) * 2).softmax(-1).exp(), InputSlot.Like(x), InputSlot.Like(w));

        // Only x·a is the graph's own.
        Assert.Equal((16 * 2 * sizeof(float), 0), (adapted.OwnBytes, rows.OwnBytes));
        using Tensor down = x.matmul(a), up = down.matmul(b), twice = up + up, product = x.matmul(w), expected = product + twice, result = adapted.Run([x, w, a, b])[0];
        using Tensor sum = product + x, logits = sum + sum, weights = logits.softmax(-1), exp = weights.exp(), other = rows.Run([x, w])[0];
        Numbers.AssertSame(expected, result);
        Numbers.AssertSame(exp, other, 1e-4);
    }

    [Fact]
    public void A_tensor_from_outside_is_read_as_it_is_when_the_graph_runs()
    {
        using Tensor weight = torch.ones(2), one = torch.ones(1), a = torch.ones(2);
        LazyTensor w = LazyTensor.Input(weight), computed = LazyTensor.Input(one) + 1;
        computed.Eval();
        using CompiledGraph graph = Lazy.Compile(inputs => inputs[0] * w * computed, new InputSlot([2]));
        computed.Dispose();
        weight.add_(1);

        using Tensor result = graph.Run([a])[0];
        Assert.Equal([4.0, 4], Numbers.Of(result));
    }

    [Fact]
    public void Inputs_may_lie_in_memory_in_any_way_and_share_it()
    {
        using Tensor wide = randn(4, 8), columns = wide.slice(1, 0, 8, 2), turned = columns.transpose(0, 1), row = wide.slice(0, 0, 1, 1).slice(1, 0, 4, 1).expand(4, 4);
        using CompiledGraph graph = Lazy.Compile(
            (inputs, _) => [(inputs[0] * inputs[1] + inputs[2]).softmax(-1), inputs[0].transpose(0, 1) * inputs[1]],
            [new InputSlot([4, 4]), new InputSlot([4, 4]), new InputSlot([4, 4])]);
        using Tensor product = columns * turned, sum = product + row, expected = sum.softmax(-1), square = turned * turned;
        Tensor[] results = graph.Run([columns, turned, row]);

        Numbers.AssertSame(expected, results[0]);
        Numbers.AssertSame(square, results[1]);
        Array.ForEach(results, result => result.Dispose());
    }

    [Fact]
    public void Threads_that_run_one_graph_wait_for_each_other()
    {
        using CompiledGraph graph = Lazy.Compile((inputs, numbers) => [(inputs[0] * numbers[0]).matmul(inputs[0]).softmax(-1)], [new InputSlot([16, 16])], numbers: 1);
        using Tensor a = randn(16, 16);
        Parallel.For(0, 8, thread =>
        {
            for (int i = 0; i < 50; i++)
            {
                using Tensor scaled = EagerNumber(a, thread), expected = scaled.matmul(a).softmax(-1), result = graph.Run([a], [thread])[0];
                Numbers.AssertSame(expected, result, 1e-4);
            }
        });
    }

    [Fact]
    public void A_failed_run_leaves_nothing_and_the_next_one_works()
    {
        using Tensor table = randn(4, 2), places = tensor(new[] { 1L, 3 }), wrong = tensor(new[] { 1L, 4 });
        using CompiledGraph graph = Lazy.Compile(
            (inputs, _) => [inputs[1] * 2, LazyTensor.embedding(inputs[0], inputs[1]).exp()], [InputSlot.Like(places), InputSlot.Like(table)]);
        LiveTensors.AreUnchangedBy(() => Assert.ThrowsAny<Exception>(() => graph.Run([wrong, table])));
        LiveTensors.AreUnchangedBy(() => Array.ForEach(graph.Run([places, table]), result => result.Dispose()));
    }

    [Fact]
    public void Counters_say_what_a_run_did()
    {
        using CompiledGraph graph = Lazy.Compile(inputs => inputs[0].sum(0).exp(), new InputSlot([2, 3]));
        using Tensor a = randn(2, 3);
        graph.Run([a])[0].Dispose();

        Assert.Equal(new EvaluationCounters(3, 2, 3 * sizeof(float)), graph.Counters);
    }

    [Fact]
    public void A_dispose_scope_takes_results_but_not_the_graphs_own_memory()
    {
        CompiledGraph graph;
        using Tensor a = torch.ones(2, 2);
        using (NewDisposeScope())
        {
            graph = Lazy.Compile((inputs, numbers) => [(inputs[0].matmul(inputs[0]) * numbers[0]).matmul(inputs[0])], [new InputSlot([2, 2])], numbers: 1);
            graph.Run([a], [1]);
        }

        using Tensor result = graph.Run([a], [1])[0];
        Assert.Equal([4.0, 4, 4, 4], Numbers.Of(result));
        graph.Dispose();
    }

    private static Tensor EagerNumber(Tensor a, double number)
    {
        using Scalar scalar = number;
        return a.mul(scalar);
    }

    private static nint Address(Tensor tensor) => Native.Address(tensor);
}
