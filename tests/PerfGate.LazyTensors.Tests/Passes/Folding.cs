using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Passes;

public sealed class Folding : IDisposable
{
    private readonly Tensor _square = randn(4, 4);
    private readonly LazyTensor _x;

    public Folding() => _x = LazyTensor.Input(_square);

    public void Dispose() => _square.Dispose();

    [Fact]
    public void What_is_made_of_constants_alone_is_a_constant()
    {
        LazyTensor two = LazyTensor.Constant(2, [4, 4]);
        LazyTensor made = ((two + LazyTensor.Constant(1, [4])).matmul(two) * 0.5).transpose(0, 1).sum(0);

        Assert.Equal([Op.Constant], After.Ops(Pass.ConstantFolding, made));
        using (made)
        {
            Assert.Equal([48, 48, 48, 48], Numbers.Of(made.Eval()));
        }
    }

    [Fact]
    public void A_constant_beside_an_input_stays() =>
        Assert.Equal([Op.Constant, Op.Add], After.Ops(Pass.ConstantFolding, _x + LazyTensor.Constant(2, [4, 4])));

    [Fact]
    public void The_mean_of_no_constants_is_left_to_the_kernel() =>
        Assert.Equal([Op.Constant, Op.Mean], After.Ops(Pass.ConstantFolding, LazyTensor.Constant(2, [0]).mean()));

    [Fact]
    public void The_sum_of_no_constants_is_zero_whatever_they_are()
    {
        using LazyTensor sum = LazyTensor.Constant(double.NaN, [0]).sum();

        Assert.Equal([Op.Constant], After.Ops(Pass.ConstantFolding, sum));
        Assert.Equal([0.0], Numbers.Of(sum.Eval()));
    }

    [Fact]
    public void Constants_are_rounded_as_their_dtype_is()
    {
        using LazyTensor third = LazyTensor.Constant(1, []) / 3, folded = third - (1.0 / 3);

        Assert.Equal([(double)(1f / 3f)], Numbers.Of(third.Eval()));
        Assert.Equal([0.0], Numbers.Of(folded.Eval()));
    }

    [Fact]
    public void What_gives_its_operand_back_is_left_out() => Assert.All(
        [_x * 1, _x / 1, _x + -0.0, -(-_x), _x.transpose(0, 1).transpose(1, 0), _x.transpose(1, 1), _x.reshape(16).reshape(4, 4), _x.broadcast_to(4, 4)],
        node => Assert.Empty(After.Ops(Pass.AlgebraicIdentities, node)));

    [Fact]
    public void Relu_twice_is_relu_once() => Assert.Equal([Op.Relu], After.Ops(Pass.AlgebraicIdentities, _x.relu().relu()));

    [Fact]
    public void What_gives_another_value_for_some_number_stays() => Assert.All(
        [_x * 0, _x + 0.0, _x - _x, _x / _x, _x.transpose(0, 1), _x.reshape(2, 8).transpose(0, 1).reshape(4, 4)],
        node => Assert.Equal(After.Ops(Pass.None, node), After.Ops(Pass.AlgebraicIdentities, node)));

    [Fact]
    public void An_output_that_is_an_input_after_all_does_not_share_its_memory()
    {
        using LazyTensor same = _x * 1;
        Tensor result = same.Eval();
        using Tensor before = _square.clone();

        _square.zero_();

        Numbers.AssertSame(before, result);
    }

    [Fact]
    public void The_same_is_computed_once_where_it_is_the_same()
    {
        Assert.Equal([Op.Exp, Op.Add], After.Ops(Pass.CommonSubexpressions, _x.exp() + _x.exp()));
        Assert.Equal([Op.MulScalar, Op.MulScalar, Op.Add], After.Ops(Pass.CommonSubexpressions, (_x * 2) + (_x * 3)));
        Assert.Equal([Op.Exp, Op.Exp, Op.Add], After.Ops(Pass.None, _x.exp() + _x.exp()));
    }
}
