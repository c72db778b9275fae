using System.Diagnostics;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Runs reductions and normalizations with libtorch.</summary>
internal static class ReductionKernels
{
    public static Tensor Reduce(in Node node, Tensor operand)
    {
        bool all = node.FirstDimension == Shape.AllDimensions;
        bool keep = node.SecondDimension == 1;
        return node.Op switch
        {
            Op.Sum => all ? operand.sum() : operand.sum([node.FirstDimension], keep),
            Op.Mean => all ? operand.mean() : operand.mean([node.FirstDimension], keep),
            Op.Max => all ? operand.max() : operand.amax([node.FirstDimension], keep),
            _ => throw new UnreachableException($"{node.Op} is no reduction"),
        };
    }

    public static Tensor LayerNorm(in Node node, Tensor operand, Tensor? weight, Tensor? bias) =>
        nn.functional.layer_norm(operand, node.Sizes[^node.FirstDimension..], weight, bias, node.Scalar);

    /// <summary>TorchSharp has no rms_norm, so it is made of what there is; what only this method sees is changed in place.</summary>
    public static Tensor RmsNorm(in Node node, Tensor operand, Tensor? weight)
    {
        long[] dimensions = [.. Enumerable.Range(1, node.FirstDimension).Select(back => (long)-back)];
        using Scalar eps = node.Scalar, one = 1;
        using Tensor squares = operand.mul(operand);
        using Tensor scale = squares.mean(dimensions, true);
        scale.add_(eps, one);
        scale.rsqrt_();
        Tensor result = operand.mul(scale);
        try
        {
            return weight is null ? result : result.mul_(weight);
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>How many computations <see cref="RmsNorm"/> asks for.</summary>
    public static int RmsNormCount(in Node node) => node.Second < 0 ? 5 : 6;
}
