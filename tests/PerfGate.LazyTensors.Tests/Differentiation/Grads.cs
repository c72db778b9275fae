using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Differentiation;

public class Grads
{
    [Fact]
    public void A_gradient_can_be_differentiated_again()
    {
        using Tensor a = tensor(new[] { 0.5, 2 });
        LazyTensor x = LazyTensor.Input(a), first = Lazy.Grad((x * x * x).sum(), x)[0];
        using LazyTensor second = Lazy.Grad(first.sum(), x)[0];

        Assert.Equal([3.0, 12], Numbers.Of(second.Eval()));
    }

    [Fact]
    public void By_a_node_and_by_what_it_was_made_of()
    {
        using Tensor a = tensor(new[] { 0.5, 2 });
        LazyTensor x = LazyTensor.Input(a), square = x * x;
        Tensor[] gradients = LazyTensor.EvalAll(Lazy.Grad((square * 3).sum(), x, square));

        Assert.Equal([3.0, 12], Numbers.Of(gradients[0]));
        Assert.Equal([3.0, 3], Numbers.Of(gradients[1]));
    }

    [Fact]
    public void By_a_node_that_was_evaluated()
    {
        using Tensor a = tensor(new[] { 0.5, 2 });
        LazyTensor x = LazyTensor.Input(a).exp();
        x.Eval();
        using LazyTensor gradient = Lazy.Grad((x * 3).sum(), x)[0];

        Assert.Equal([3.0, 3], Numbers.Of(gradient.Eval()));
        x.Dispose();
    }

    [Fact]
    public void Of_operands_of_different_dtypes_have_each_its_own()
    {
        using Tensor a = torch.ones(2), b = torch.ones(2, ScalarType.Float64);
        LazyTensor x = LazyTensor.Input(a), y = LazyTensor.Input(b);
        Tensor[] gradients = LazyTensor.EvalAll(Lazy.Grad((x * y * 3).sum(), x, y));

        Assert.Equal((ScalarType.Float32, ScalarType.Float64), (gradients[0].dtype, gradients[1].dtype));
        Assert.Equal([3.0, 3], Numbers.Of(gradients[0]));
    }

    [Fact]
    public void Relu_hands_nan_on_as_eager_does()
    {
        using Tensor a = tensor(new[] { float.NaN, -1, 0, 2 }, requires_grad: true), plain = a.detach(), loss = a.relu().sum();
        loss.backward();
        foreach (LazyOptions options in new[] { LazyOptions.Default, new LazyOptions { Passes = Pass.None } })
        {
            LazyTensor x = LazyTensor.Input(plain);
            using LazyTensor gradient = Lazy.Grad((x.relu() + 0).sum(), x)[0];
            Numbers.AssertSame(a.grad!, gradient.Eval(options));
        }
    }

    [Fact]
    public void A_deep_graph_does_not_exhaust_the_stack()
    {
        using Tensor a = torch.ones(1, ScalarType.Float64);
        LazyTensor x = LazyTensor.Input(a), y = x;
        for (int i = 0; i < 20_000; i++)
        {
            y += 1;
        }

        using LazyTensor gradient = Lazy.Grad(y.sum(), x)[0];
        Assert.Equal([1.0], Numbers.Of(gradient.Eval()));
    }

    [Fact]
    public void What_has_none_is_refused_by_name()
    {
        using Tensor a = torch.ones(2), b = torch.ones(2), places = tensor(new[] { 1L, 0 });
        LazyTensor x = LazyTensor.Input(a), y = LazyTensor.Input(b), index = LazyTensor.Input(places);

        Assert.Equal("grad: the loss does not depend on Input[2] Float32, number 1", Refusal(() => Lazy.Grad(x.sum(), x, y)));
        Assert.Equal(
            "grad: the loss does not depend on Input[2] Float32, number 0, but through Compare, of which there is no gradient",
            Refusal(() => Lazy.Grad((x > y).to(ScalarType.Float32).sum(), x)));
        Assert.Equal("grad: the loss has shape [2], and one number is needed; take its sum or mean", Refusal(() => Lazy.Grad(x, x)));
        Assert.StartsWith("grad: shape [2] is of Int64, and numbers are needed", Refusal(() => Lazy.Grad(y.gather(0, index).sum(), index)), StringComparison.Ordinal);
        LazyTensor evaluated = x.exp();
        evaluated.Eval();
        Assert.Equal(
            "grad: Exp[2] Float32 was evaluated, and has no operands any more; take gradients before, or make its tensor an input",
            Refusal(() => Lazy.Grad((evaluated * x).sum(), x)));
        evaluated.Dispose();
    }

    private static string Refusal(Func<object> action) => Assert.Throws<GraphException>(action).Message.Split(" (at ")[0];
}
