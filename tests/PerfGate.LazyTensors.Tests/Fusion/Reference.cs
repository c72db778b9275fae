using System.Diagnostics;
using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Tests.Fusion;

/// <summary>What a body computes, one element at a time; each operation rounds to the body's type, as eager does.</summary>
internal static class Reference
{
    public static double[] Element(FusedBody body, double[] inputs, double[] scalars)
    {
        List<double> values = [.. inputs];
        foreach (FusedInstruction instruction in body.Instructions)
        {
            double second = instruction.Second >= 0 ? values[instruction.Second]
                : instruction.ScalarIndex >= 0 ? Rounded(body, scalars[instruction.ScalarIndex])
                : 0;
            values.Add(Rounded(body, Apply(instruction.Op, values[instruction.First], second)));
        }

        return [.. body.Outputs.Select(output => values[output])];
    }

    /// <summary>Exact but for the rounding of double.</summary>
    public static double Apply(Op op, double x, double y = 0) => op switch
    {
        Op.Add or Op.AddScalar => x + y,
        Op.Sub => x - y,
        Op.Mul or Op.MulScalar => x * y,
        Op.Div or Op.DivScalar => x / y,
        Op.Neg => -x,
        Op.Relu => x < 0 ? 0 : x,
        Op.Sqrt => Math.Sqrt(x),
        Op.Exp => Math.Exp(x),
        Op.Tanh => Math.Tanh(x),
        Op.Gelu => x * NormalDistribution(x),
        Op.Silu => x / (1 + Math.Exp(-x)),
        Op.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Op.Rsqrt => 1 / Math.Sqrt(x),
        Op.ClampMin => x < y ? y : x,
        Op.ClampMax => x > y ? y : x,
        _ => throw new UnreachableException(),
    };

    private static double Rounded(FusedBody body, double value) => body.Type == ScalarType.Float32 ? (float)value : value;

    /// <summary>By its power series up to 3, by Laplace's continued fraction beyond (Abramowitz and Stegun 26.2.11, 26.2.14).</summary>
    private static double NormalDistribution(double x)
    {
        double a = Math.Abs(x);
        double density = Math.Exp(-a * a / 2) / Math.Sqrt(2 * Math.PI);
        double tail = a < 3 ? 0.5 - (density * Series(a)) : density / ContinuedFraction(a);
        return x < 0 ? tail : 1 - tail;
    }

    private static double Series(double a)
    {
        double sum = a;
        double term = a;
        for (int k = 1; k < 100; k++)
        {
            term *= a * a / ((2 * k) + 1);
            sum += term;
        }

        return sum;
    }

    private static double ContinuedFraction(double a)
    {
        double fraction = a;
        for (int k = 300; k > 0; k--)
        {
            fraction = a + (k / fraction);
        }

        return fraction;
    }
}
