using System.Diagnostics;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Runs comparisons with libtorch.</summary>
internal static class ComparisonKernels
{
    public static Tensor Compare(in Node node, Tensor left, Tensor right) => (Comparison)node.FirstDimension switch
    {
        Comparison.Greater => left.gt(right),
        Comparison.GreaterOrEqual => left.ge(right),
        Comparison.Less => left.lt(right),
        Comparison.LessOrEqual => left.le(right),
        Comparison.Equal => left.eq(right),
        Comparison.NotEqual => left.ne(right),
        _ => throw new UnreachableException($"{node.FirstDimension} is no comparison"),
    };

    public static Tensor CompareScalar(in Node node, Tensor left)
    {
        using Scalar right = node.Scalar;
        return (Comparison)node.FirstDimension switch
        {
            Comparison.Greater => left.gt(right),
            Comparison.GreaterOrEqual => left.ge(right),
            Comparison.Less => left.lt(right),
            Comparison.LessOrEqual => left.le(right),
            Comparison.Equal => left.eq(right),
            Comparison.NotEqual => left.ne(right),
            _ => throw new UnreachableException($"{node.FirstDimension} is no comparison"),
        };
    }

    /// <summary>The first, or 0 where the second is at most 0.</summary>
    public static Tensor WherePositive(Tensor values, Tensor by)
    {
        using Scalar zero = 0;
        using Tensor mask = by.le(zero);
        return values.masked_fill(mask, zero);
    }
}
