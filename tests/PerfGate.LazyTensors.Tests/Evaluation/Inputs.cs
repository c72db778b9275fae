using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>What callers do to tensors that are inputs.</summary>
public class Inputs
{
    public static TheoryData<Pass> SomePasses => [Pass.None, Pass.All];

    [Theory]
    [MemberData(nameof(SomePasses))]
    public void That_are_negated_when_they_are_read_are_read_so(Pass passes)
    {
        foreach (long size in (long[])[1, 4])
        {
            using Tensor real = ones(size, size), two = full([size, size], 2f), z = complex(real, two), conjugate = z.conj(), imaginary = conjugate.imag;
            using LazyTensor exp = (LazyTensor.Input(imaginary) * 3).exp(), rows = LazyTensor.Input(imaginary).rms_norm([size]);

            Assert.Equal(Math.Exp(-6), Numbers.Of(exp.Eval(new LazyOptions { Passes = passes }))[0], 1e-6);
            Assert.Equal(-1, Numbers.Of(rows.Eval(new LazyOptions { Passes = passes }))[0], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(SomePasses))]
    public void Of_another_shape_than_they_had_are_refused(Pass passes)
    {
        var options = new LazyOptions { Passes = passes };
        foreach (long[] sizes in (long[][])[[2, 3], [1, 3]])
        {
            using Tensor a = randn(sizes);
            using LazyTensor tanh = LazyTensor.Input(a).tanh(), softmax = LazyTensor.Input(a).softmax(-1), view = LazyTensor.Input(a).transpose(0, 1);
            a.transpose_(0, 1);

            foreach (LazyTensor node in (LazyTensor[])[tanh, softmax, view])
            {
                Assert.Contains("when the graph was built", Assert.Throws<GraphException>(() => node.Eval(options)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SomePasses))]
    public void That_record_gradients_since_the_graph_was_built_are_refused(Pass passes)
    {
        using Tensor a = randn(3, 3);
        using LazyTensor product = LazyTensor.Input(a).matmul(LazyTensor.Input(a)).tanh();
        a.requires_grad_();

        Assert.Contains("gradients", Assert.Throws<GraphException>(() => product.Eval(new LazyOptions { Passes = passes })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SomePasses))]
    public void That_are_parameters_are_taken_without_gradients_and_none_are_recorded(Pass passes)
    {
        using Tensor parameter = randn(3, 3).requires_grad_();
        Assert.Throws<GraphException>(() => LazyTensor.Input(parameter));
        LazyTensor x;
        using (no_grad())
        {
            x = LazyTensor.Input(parameter);
        }

        using LazyTensor product = x.matmul(x), view = x.transpose(0, 1);
        LiveTensors.AreUnchangedBy(() =>
        {
            using LazyTensor sum = product + view;
            Assert.False(sum.Eval(new LazyOptions { Passes = passes }).requires_grad);
        });

        Assert.Same(parameter, x.Eval());
        Assert.False(product.Eval(new LazyOptions { Passes = passes }).requires_grad);
        Assert.False(view.Eval(new LazyOptions { Passes = passes }).requires_grad);
    }
}
