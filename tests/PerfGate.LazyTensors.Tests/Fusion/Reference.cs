using System.Diagnostics;
using PerfGate.LazyTensors.Fusion;
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
    public static double Apply(FusedOp op, double x, double y = 0) => op switch
    {
        FusedOp.Add or FusedOp.AddScalar => x + y,
        FusedOp.Sub => x - y,
        FusedOp.Mul or FusedOp.MulScalar => x * y,
        FusedOp.Div or FusedOp.DivScalar => x / y,
        FusedOp.Neg => -x,
        FusedOp.Relu => x < 0 ? 0 : x,
        FusedOp.Sqrt => Math.Sqrt(x),
        FusedOp.Exp => Math.Exp(x),
        FusedOp.Tanh => Math.Tanh(x),
        FusedOp.Gelu => x * NormalDistribution(x),
        FusedOp.Silu => x / (1 + Math.Exp(-x)),
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
