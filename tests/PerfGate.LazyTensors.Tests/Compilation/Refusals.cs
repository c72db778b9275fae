using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Compilation;

public class Refusals
{
    [Fact]
    public void Another_number_of_inputs_numbers_or_outputs()
    {
        using CompiledGraph graph = Sum();
        using Tensor a = torch.ones(2, 3);

        Assert.Equal("run: the graph takes 2 inputs, and 1 are given", Refusal(() => graph.Run([a])));
        Assert.Equal("run: the graph takes 0 numbers, and 1 are given", Refusal(() => graph.Run([a, a], [1])));
        Assert.Equal("run: the graph takes 1 outputs, and 2 are given", Refusal(() => graph.Run([a, a], into: [null, null])));
    }

    [Fact]
    public void Another_shape_dtype_or_device()
    {
        using CompiledGraph graph = Sum();
        using Tensor a = torch.ones(2, 3), turned = torch.ones(3, 2), wide = torch.ones(2, 3, ScalarType.Float64), meta = empty(2, 3, device: META);

        Assert.Equal("run: input 1 is [3, 2] Float32, and the graph was compiled for [2, 3] Float32", Refusal(() => graph.Run([a, turned])));
        Assert.Equal("run: input 0 is [2, 3] Float64, and the graph was compiled for [2, 3] Float32", Refusal(() => graph.Run([wide, a])));
        Assert.Equal("run: output 0 is [3, 2] Float32, and the graph was compiled for [2, 3] Float32", Refusal(() => graph.Run([a, a], into: [turned])));
        Assert.Equal("run: input 0 is sparse, or on META; a graph computes with dense tensors on the CPU", Refusal(() => graph.Run([meta, a])));
    }

    [Fact]
    public void What_would_be_recorded_for_gradients()
    {
        using CompiledGraph graph = Sum();
        using Tensor a = torch.ones(2, 3), recorded = torch.ones(2, 3, requires_grad: true);

        Assert.Equal("run: input 0 is recorded for gradients; pass tensor.detach(), or run under torch.no_grad()", Refusal(() => graph.Run([recorded, a])));
        using (no_grad())
        {
            graph.Run([recorded, a])[0].Dispose();
        }
    }

    [Fact]
    public void An_output_that_shares_memory_with_an_input_even_in_part()
    {
        using CompiledGraph graph = Sum();
        using Tensor all = torch.ones(5, 3), first = all.slice(0, 0, 2, 1), overlapping = all.slice(0, 1, 3, 1), behind = all.slice(0, 2, 4, 1);

        Assert.Equal(
            "run: output 0 is written to, and input 1 shares memory with it; give another tensor, or donate an input that its output may take",
            Refusal(() => graph.Run([behind, first], into: [overlapping])).Replace("input 0", "input 1", StringComparison.Ordinal));
        Assert.Contains("shares memory", Refusal(() => graph.Run([first, behind], into: [first])), StringComparison.Ordinal);
        graph.Run([first, first], into: [behind]);
        Assert.Equal([2.0, 2, 2, 2, 2, 2], Numbers.Of(behind));
    }

    [Fact]
    public void Outputs_that_share_memory_or_do_not_lie_in_order()
    {
        using CompiledGraph graph = Lazy.Compile((inputs, _) => [inputs[0] + 1, inputs[0] + 2], [new InputSlot([2, 2])]);
        using Tensor a = torch.ones(2, 2), target = torch.ones(2, 2), turned = target.transpose(0, 1);

        Assert.Equal("run: output 1 and output 0 are both written to, and share memory", Refusal(() => graph.Run([a], into: [target, target])));
        Assert.Equal(
            "run: output 0 is written to, and its elements do not lie one after the other; give a contiguous tensor", Refusal(() => graph.Run([a], into: [turned, null])));
    }

    [Fact]
    public void A_donated_input_that_something_else_shows()
    {
        using Tensor outside = torch.ones(2, 2), a = torch.ones(2, 2), b = torch.ones(2, 2), view = a.view(4).view(2, 2);
        LazyTensor fixedPart = LazyTensor.Input(outside);
        using CompiledGraph graph = Lazy.Compile(
            (inputs, _) => [inputs[0] + inputs[1] + fixedPart], [new InputSlot([2, 2]) { IsDonated = true }, new InputSlot([2, 2])]);

        Assert.Contains("input 0 is written to, and input 1 shares memory", Refusal(() => graph.Run([a, view])), StringComparison.Ordinal);
        Assert.Contains("input 0 is written to, and the tensor from outside 0 shares memory", Refusal(() => graph.Run([outside, b])), StringComparison.Ordinal);
        Assert.Equal("run: output 0 takes the memory of input 0, which is donated; give that tensor, or null", Refusal(() => graph.Run([a, b], into: [view])));
    }

    [Fact]
    public void A_donated_input_that_is_like_no_output()
    {
        Assert.Equal(
            "compile: input 1 is donated, and no output that is left has its shape and dtype, [2] Float32",
            Refusal(() => Lazy.Compile((inputs, _) => [inputs[0] + inputs[1]], [new InputSlot([2]) { IsDonated = true }, new InputSlot([2]) { IsDonated = true }])));
    }

    [Fact]
    public void What_was_disposed()
    {
        CompiledGraph graph = Sum();
        using Tensor a = torch.ones(2, 3);
        Tensor gone = torch.ones(2, 3);
        gone.Dispose();

        Assert.Throws<ObjectDisposedException>(() => graph.Run([a, gone]));
        graph.Dispose();
        graph.Dispose();
        Assert.Throws<ObjectDisposedException>(() => graph.Run([a, a]));
    }

    [Fact]
    public void A_function_that_gives_nothing_or_reads_or_evaluates_a_slot_elsewhere()
    {
        LazyTensor? escaped = null;
        using CompiledGraph graph = Lazy.Compile(inputs => (escaped = inputs[0]) + 1, new InputSlot([2]));

        Assert.Equal("compile: the function gives no output, or null for one", Refusal(() => Lazy.Compile((_, _) => [], [])));
        Assert.StartsWith("input: the slot Input[2] Float32 of a compiled graph holds no tensor", Refusal(() => (escaped! + 1).Eval()), StringComparison.Ordinal);
        Assert.StartsWith("input: the slot", Refusal(() => Lazy.Compile(_ => escaped!, new InputSlot([2]))), StringComparison.Ordinal);
        Assert.StartsWith("input: the slot", Refusal(() => Lazy.Compile(inputs => LazyTensor.Input(inputs[0].Eval()), new InputSlot([2]))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_slot_or_number()
    {
        Assert.StartsWith("slot: shape [-1] of Float32 is not a shape", Refusal(() => new InputSlot([-1])), StringComparison.Ordinal);
        Assert.StartsWith("slot: shape [2] of Int32 is not a shape", Refusal(() => new InputSlot([2], ScalarType.Int32)), StringComparison.Ordinal);
        Assert.StartsWith("compile: numbers of Int64", Refusal(() => Lazy.Compile((_, numbers) => numbers, [], 1, ScalarType.Int64)), StringComparison.Ordinal);
    }

    private static CompiledGraph Sum() => Lazy.Compile(inputs => inputs[0] + inputs[1], new InputSlot([2, 3]), new InputSlot([2, 3]));

    private static string Refusal(Func<object> action) => Assert.Throws<GraphException>(action).Message.Split(" (at ")[0];
}
