using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Passes;

public sealed class Fusing : IDisposable
{
    private readonly Tensor _square = randn(16, 16);
    private readonly Tensor _row = randn(16);
    private readonly Tensor _column = randn(16, 1);
    private readonly LazyTensor _x;
    private readonly LazyTensor _bias;
    private readonly LazyTensor _scale;

    public Fusing()
    {
        _x = LazyTensor.Input(_square);
        _bias = LazyTensor.Input(_row);
        _scale = LazyTensor.Input(_column);
    }

    public void Dispose()
    {
        _square.Dispose();
        _row.Dispose();
        _column.Dispose();
    }

    [Fact]
    public void A_chain_is_one_kernel_whatever_it_broadcasts()
    {
        Assert.Equal([Op.Fused], After.Ops(Pass.ElementwiseFusion, ((_x + _bias) * _scale).relu() / 3));
        Assert.Equal([Op.Fused], After.Ops(Pass.ElementwiseFusion, _x * _bias.broadcast_to(16, 16)));
    }

    [Fact]
    public void What_two_of_the_chain_read_is_computed_once_in_it()
    {
        LazyTensor shared = _x.exp();
        Assert.Equal([Op.Fused], After.Ops(Pass.ElementwiseFusion, (shared + 1) * shared.tanh()));
    }

    [Fact]
    public void What_something_else_reads_too_is_a_kernel_of_its_own()
    {
        LazyTensor shared = _x.exp();
        Assert.Equal([Op.Fused, Op.Sum, Op.Fused], After.Ops(Pass.ElementwiseFusion, shared.tanh() * shared.sum()));
    }

    [Fact]
    public void An_output_in_the_middle_is_a_second_result_of_the_kernel()
    {
        LazyTensor middle = _x.exp(), end = middle.tanh() + 1;
        using LazyTensor first = middle, second = end;

        Assert.Equal([Op.Fused, Op.Part], After.Ops(Pass.ElementwiseFusion, middle, end));
        LazyTensor.EvalAll(middle, end);

        Assert.Equal(1, end.Counters.KernelsLaunched);
        using Tensor exp = _square.exp(), tanh = exp.tanh(), sum = tanh + 1;
        Numbers.AssertSame(exp, middle.Eval());
        Numbers.AssertSame(sum, end.Eval());
    }

    [Fact]
    public void Rows_of_different_lengths_are_different_kernels()
    {
        using Tensor cube = randn(2, 16, 16), half = randn(2, 1, 1);
        LazyTensor x = LazyTensor.Input(cube);
        Assert.Equal([Op.Fused, Op.Fused], After.Ops(Pass.ElementwiseFusion, (x + _bias) * LazyTensor.Input(half)));
    }

    [Fact]
    public void Several_dtypes_in_one_operation_are_left_to_libtorch()
    {
        using Tensor wide = randn([16, 16], ScalarType.Float64);
        Assert.Equal([Op.Add, Op.Fused], After.Ops(Pass.ElementwiseFusion, (_x + LazyTensor.Input(wide)) * 2));
    }

    [Fact]
    public void A_long_chain_is_several_kernels_and_right()
    {
        using LazyTensor chain = Enumerable.Range(0, 200).Aggregate(_x, (value, i) => (value * 0.9) + (i % 3));
        using Tensor expected = Enumerable.Range(0, 200).Aggregate(_square.clone(), (value, i) => value.mul_(0.9f).add_(i % 3));

        Numbers.AssertSame(expected, chain.Eval());
        Assert.InRange(chain.Counters.KernelsLaunched, 2, 20);
    }
}
