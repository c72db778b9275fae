using CsCheck;
using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Fusion;

public class Arithmetic
{
    private static readonly Op[] Operations =
    [
        Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Neg, Op.AddScalar, Op.MulScalar,
        Op.DivScalar, Op.Relu, Op.Sqrt, Op.ClampMin, Op.ClampMax,
    ];

    private static readonly double[] Special = [0, -0.0, 1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e10f, 1e-10f];

    private static readonly Gen<double> Number = Gen.Frequency(
        (8, Gen.Double[-4, 4].Select(x => (double)(float)x)),
        (1, Gen.Int[0, Special.Length - 1].Select(i => Special[i])));

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Any_body_gives_the_bits_of_one_operation_after_the_other(ScalarType type)
    {
        Gen.Select(AnyBody(type), Number.Array[3], Gen.Int[1, 40]).SelectMany(Filled).Sample(
            t =>
            {
                foreach (VectorWidth width in KernelRun.Widths)
                {
                    double[][] actual = KernelRun.Row(t.Body, width, t.Inputs, t.Scalars);
                    AssertElements(t.Body, t.Inputs, t.Scalars, actual);
                }
            },
            iter: 200);
    }

    [Fact]
    public void A_result_may_overwrite_an_input()
    {
        double[][] inputs = Sequences(3, 100);
        double[] expected = KernelRun.Row(Bodies.Chain(), VectorWidth.Bits512, inputs, 2)[0];
        foreach (VectorWidth width in KernelRun.Widths)
        {
            for (int overwritten = 0; overwritten < 3; overwritten++)
            {
                Assert.Equal(expected, KernelRun.InPlace(Bodies.Chain(), width, inputs, overwritten, 2));
            }
        }
    }

    [Fact]
    public void Several_results_and_an_input_itself_can_be_written()
    {
        var body = new FusedBody(
            ScalarType.Float32,
            [InputAccess.Contiguous],
            [new FusedInstruction(Op.Neg, 0), new FusedInstruction(Op.Mul, 1, 1), new FusedInstruction(Op.Add, 2, 1)],
            [3, 0, 2]);

        double[][] outputs = KernelRun.Row(body, VectorWidth.Bits256, [[1, 2, 3]]);

        Assert.Equal([0, 2, 6], outputs[0]);
        Assert.Equal([1, 2, 3], outputs[1]);
        Assert.Equal([1, 4, 9], outputs[2]);
    }

    [Fact]
    public void Scalars_are_rounded_to_the_type_once()
    {
        var body = new FusedBody(ScalarType.Float32, [InputAccess.Contiguous], [new FusedInstruction(Op.DivScalar, 0, ScalarIndex: 1)], [1]);

        Assert.Equal([1f / 0.1f], KernelRun.Row(body, VectorWidth.Bits128, [[1]], 5, 0.1)[0]);
    }

    [Fact]
    public void The_chain_gives_the_bits_that_eager_gives()
    {
        double[][] inputs = Sequences(3, 1000);
        using Tensor a = tensor(inputs[0], ScalarType.Float32);
        using Tensor b = tensor(inputs[1], ScalarType.Float32);
        using Tensor c = tensor(inputs[2], ScalarType.Float32);
        using Tensor sum = a.add(b);
        using Tensor product = sum.mul_(c).alias();
        using Tensor difference = product.sub_(a).alias();
        using Tensor scaled = difference.mul_(0.3).alias();
        using Tensor expected = scaled.relu();

        Assert.Equal(Numbers.Of(expected), KernelRun.Row(Bodies.Chain(), VectorWidth.Bits512, inputs, 0.3)[0]);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Operations_with_a_scalar_give_the_bits_that_eager_gives(ScalarType type)
    {
        double[] x = Sequences(1, 1000)[0];
        using Tensor input = tensor(x, type);
        using Tensor sum = input.add(0.3);
        using Tensor product = input.mul(0.3);
        using Tensor quotient = input.div(0.3);
        FusedInstruction[] instructions =
        [
            new FusedInstruction(Op.AddScalar, 0, ScalarIndex: 0),
            new FusedInstruction(Op.MulScalar, 0, ScalarIndex: 0),
            new FusedInstruction(Op.DivScalar, 0, ScalarIndex: 0),
        ];

        double[][] actual = KernelRun.Row(
            new FusedBody(type, [InputAccess.Contiguous], [.. instructions], [1, 2, 3]), VectorWidth.Bits512, [x], 0.3);

        Assert.Equal(Numbers.Of(sum), actual[0]);
        Assert.Equal(Numbers.Of(product), actual[1]);
        Assert.Equal(Numbers.Of(quotient), actual[2]);
    }

    private static Gen<FusedBody> AnyBody(ScalarType type) =>
        Gen.Select(Gen.Int[0, Operations.Length - 1].Select(i => Operations[i]), Gen.Int[0, 1000], Gen.Int[0, 1000], Gen.Int[0, 2]).Array[1, 12].Select(
            parts => new FusedBody(
                type,
                [InputAccess.Contiguous, InputAccess.RowConstant],
                [.. parts.Select((part, i) => Instruction(part.Item1, part.Item2 % (i + 2), part.Item3 % (i + 2), part.Item4))],
                [parts.Length + 1, 2 + (parts.Length / 2)]));

    private static FusedInstruction Instruction(Op op, int first, int second, int scalar) => op switch
    {
        Op.Add or Op.Sub or Op.Mul or Op.Div => new FusedInstruction(op, first, second),
        Op.AddScalar or Op.MulScalar or Op.DivScalar or Op.ClampMin or Op.ClampMax => new FusedInstruction(op, first, ScalarIndex: scalar),
        _ => new FusedInstruction(op, first),
    };

    private static Gen<(FusedBody Body, double[][] Inputs, double[] Scalars)> Filled((FusedBody Body, double[] Scalars, int Length) t) =>
        Number.Array[t.Length].Array[2].Select(inputs => (t.Body, inputs, t.Scalars));

    private static void AssertElements(FusedBody body, double[][] inputs, double[] scalars, double[][] actual)
    {
        for (int i = 0; i < inputs[0].Length; i++)
        {
            double[] expected = Reference.Element(body, [inputs[0][i], inputs[1][0]], scalars);
            for (int output = 0; output < expected.Length; output++)
            {
                Assert.Equal(expected[output], actual[output][i]);
            }
        }
    }

    private static double[][] Sequences(int count, int length)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, length).Select(_ => (double)(float)(random.NextDouble() - 0.5)).ToArray())];
    }
}
