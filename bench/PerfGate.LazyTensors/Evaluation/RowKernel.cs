using System.Diagnostics;
using PerfGate.LazyTensors.Fusion;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Runs a node that is computed row by row.</summary>
internal static class RowKernel
{
    /// <param name="node">What to compute.</param>
    /// <param name="input">Address of the first operand's elements, which lie one after the other.</param>
    /// <param name="weight">Address of a normalization's weight; 0 for none.</param>
    /// <param name="bias">Address of its bias; 0 for none.</param>
    /// <param name="output">Where the result goes; may be the input.</param>
    public static void Run(in Node node, nint input, nint weight, nint bias, nint output)
    {
        int dimensions = node.Op == Op.SoftmaxRows ? 1 : node.FirstDimension;
        long columns = Shape.Elements(node.Sizes.AsSpan(^dimensions..));
        long rows = columns == 0 ? 0 : node.Elements / columns;
        int threads = (int)Math.Min(Parts.For(node.Elements), Math.Max(1, rows));
        if (threads == 1)
        {
            Run(node.Op, node.Scalar, input, weight, bias, output, rows, columns);
            return;
        }

        (Op op, double eps) = (node.Op, node.Scalar);
        Parts.Run(rows, threads, 1, (begin, end) =>
        {
            nint offset = (nint)(begin * columns * sizeof(float));
            Run(op, eps, input + offset, weight, bias, output + offset, end - begin, columns);
        });
    }

    private static void Run(Op op, double eps, nint input, nint weight, nint bias, nint output, long rows, long columns)
    {
        switch (op)
        {
            case Op.SoftmaxRows:
                Rows.Softmax(input, output, rows, columns);
                break;
            case Op.RmsNormRows:
                Rows.RmsNorm(input, weight, output, eps, rows, columns);
                break;
            case Op.LayerNormRows:
                Rows.LayerNorm(input, weight, bias, output, eps, rows, columns);
                break;
            default:
                throw new UnreachableException($"{op} is not computed by rows");
        }
    }
}
