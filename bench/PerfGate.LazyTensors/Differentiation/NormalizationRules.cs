using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Differentiation;

/// <summary>Gradients of layer_norm and rms_norm, row by row.</summary>
/// <remarks>With n = (x - mean)·r, and h the gradient by n: r·(h - mean of h - n·mean of h·n); without a mean there is no mean of h.</remarks>
internal static class NormalizationRules
{
    /// <param name="y">The result.</param>
    /// <param name="operands">What is normalized, weight and bias, which may be missing.</param>
    /// <param name="operand">By which of them.</param>
    /// <param name="g">The gradient by the result.</param>
    public static LazyTensor Of(LazyTensor y, LazyTensor?[] operands, int operand, LazyTensor g)
    {
        LazyTensor x = operands[0]!;
        long[] normalized = x.Sizes[^y.FirstDimension..];
        long columns = Shape.Elements(normalized), rows = Shape.Elements(x.Sizes.AsSpan(..^y.FirstDimension));
        LazyTensor gradients = g.reshape(rows, columns);
        if (operand == 2)
        {
            return gradients.sum(0).reshape(normalized);
        }

        LazyTensor values = x.reshape(rows, columns);
        LazyTensor centered = y.Op == Op.LayerNorm ? values - values.mean(1, keepdim: true) : values;
        LazyTensor scale = ((centered * centered).mean(1, keepdim: true) + y.Scalar).rsqrt();
        LazyTensor unit = centered * scale;
        if (operand == 1)
        {
            return (gradients * unit).sum(0).reshape(normalized);
        }

        LazyTensor inner = operands[1] is { } weight ? gradients * weight.reshape(columns) : gradients;
        LazyTensor rest = inner - (unit * (inner * unit).mean(1, keepdim: true));
        return (scale * (y.Op == Op.LayerNorm ? rest - inner.mean(1, keepdim: true) : rest)).reshape(x.shape);
    }
}
