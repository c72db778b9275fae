using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Tests.Passes;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Evaluation;

/// <summary>Float64 keeps its digits, whatever becomes of a scalar on the way to a kernel.</summary>
public sealed class DoubleDigits : IDisposable
{
    private const double LastDigits = 1e-14;
    private const double Third = 1.0 / 3;

    private readonly Tensor _a = rand([8, 8], ScalarType.Float64);
    private readonly LazyTensor _x;

    public DoubleDigits() => _x = LazyTensor.Input(_a);

    public static TheoryData<string, Func<LazyTensor, LazyTensor>, Func<Tensor, Tensor>> Graphs => new()
    {
        { "alpha", x => x.matmul(x) * 0.1, a => a.matmul(a) * 0.1 },
        { "alpha by a quotient", x => x.matmul(x) / 3, a => a.matmul(a) / 3 },
        { "alpha of a factor", x => (x * 0.1).matmul(x), a => (a * 0.1).matmul(a) },
        { "alpha of two factors", x => (x * 4097).matmul(x * 4099), a => (a * 4097).matmul(a * 4099) },
        { "beta", x => x.matmul(x) + (x * 0.1), a => a.matmul(a) + (a * 0.1) },
        { "alpha and beta", x => (x.matmul(x) + x) * Third, a => (a.matmul(a) + a) * Third },
        { "lora", x => LazyTensor.LoraForward(x, x, x, 8, 1.1), a => a.matmul(a).matmul(a) * (1.1 / 8) },
        { "scalars", x => ((x * Third) + 0.1) / 7, a => ((a * Third) + 0.1) / 7 },
        { "layer_norm", x => x.layer_norm([8], eps: Third), a => nn.functional.layer_norm(a, [8], eps: Third) },
        { "rms_norm", x => x.rms_norm([8], eps: Third), a => a / ((a * a).mean([-1], true) + Third).sqrt() },
        { "constants", x => x * (LazyTensor.Constant(1, [8], ScalarType.Float64) / 3), a => a * Third },
        { "softmax", x => (x * 0.1).softmax(-1), a => (a * 0.1).softmax(-1) },
    };

    public void Dispose() => _a.Dispose();

    [Theory]
    [MemberData(nameof(Graphs), DisableDiscoveryEnumeration = true)]
    public void Are_those_of_eager(string name, Func<LazyTensor, LazyTensor> lazily, Func<Tensor, Tensor> eagerly)
    {
        using var scope = NewDisposeScope();
        using LazyTensor node = lazily(_x);

        double[] expected = Numbers.Of(eagerly(_a)), actual = Numbers.Of(node.Eval());

        Assert.True(expected.Zip(actual, (e, y) => Math.Abs(e - y) <= LastDigits * Math.Abs(e)).All(close => close), $"{name}: {expected[0]:R} is {actual[0]:R}");
    }

    [Fact]
    public void Let_a_scalar_that_a_float_holds_be_folded_and_no_other()
    {
        Assert.Equal([Op.AddMm], After.Ops(Pass.ScalarFolding, _x.matmul(_x) * 0.5));
        Assert.Equal([Op.MatMul, Op.MulScalar], After.Ops(Pass.ScalarFolding, _x.matmul(_x) * 0.1));
        Assert.Equal([Op.MulScalar, Op.AddMm], After.Ops(Pass.ScalarFolding, _x.matmul(_x) + (_x * 0.1)));
    }
}
