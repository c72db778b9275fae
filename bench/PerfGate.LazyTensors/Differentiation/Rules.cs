using System.Diagnostics;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Differentiation;

/// <summary>What each operation hands on of its gradient.</summary>
internal static class Rules
{
    private static readonly OpSet Views = new(Op.Transpose, Op.Reshape, Op.Broadcast, Op.Slice, Op.Cat, Op.Gather, Op.Embedding, Op.Unslice, Op.ScatterAdd, Op.IndexAdd);
    private static readonly OpSet Reductions = new(Op.Sum, Op.Mean, Op.Max, Op.Softmax, Op.LogSoftmax);
    private static readonly OpSet Normalizations = new(Op.LayerNorm, Op.RmsNorm);
    private static readonly OpSet Products = new(Op.MatMul, Op.Linear);

    /// <summary>Whether an operation has a gradient by one of its operands: not by masks and places, nor by what is compared.</summary>
    public static bool HasGradient(LazyTensor node, int operand) => node.Op switch
    {
        Op.Compare or Op.CompareScalar => false,
        Op.Where => operand > 0,
        Op.Gather or Op.Embedding or Op.ScatterAdd or Op.IndexAdd or Op.WherePositive => operand == 0,
        _ => true,
    };

    /// <summary>The gradient by one operand, of its shape.</summary>
    /// <param name="node">The operation's result.</param>
    /// <param name="operands">Its operands.</param>
    /// <param name="operand">By which of them.</param>
    /// <param name="gradient">The loss's gradient by the result.</param>
    /// <exception cref="GraphException">There is no rule for it.</exception>
    public static LazyTensor Of(LazyTensor node, LazyTensor?[] operands, int operand, LazyTensor gradient)
    {
        LazyTensor first = operands[0] ?? throw new UnreachableException($"{node.Op} has no operands");
        if (Views.Contains(node.Op))
        {
            return ViewRules.Of(node, operands, operand, gradient);
        }

        return Reductions.Contains(node.Op) ? ReductionRules.Of(node, first, gradient)
            : Normalizations.Contains(node.Op) ? NormalizationRules.Of(node, operands, operand, gradient)
            : Products.Contains(node.Op) ? ProductRules.Of(node, first, operands[1]!, operand, gradient)
            : operands[1] is { } second ? PairRules.Of(node, first, second, operands[2], operand, gradient)
            : ElementwiseRules.Of(node, first, gradient);
    }

    /// <summary>Adds up what broadcasting repeated.</summary>
    /// <param name="gradient">Of the shape that the operand was broadcast to.</param>
    /// <param name="sizes">The operand's shape.</param>
    public static LazyTensor Unbroadcast(LazyTensor gradient, long[] sizes)
    {
        if (gradient.Sizes.AsSpan().SequenceEqual(sizes))
        {
            return gradient;
        }

        int added = gradient.Sizes.Length - sizes.Length;
        if (added > 0)
        {
            // All that was added in front at once.
            gradient = gradient.reshape([Shape.Elements(gradient.Sizes.AsSpan(..added)), .. gradient.Sizes.AsSpan(added..)]).sum(0);
        }

        for (int i = 0; i < sizes.Length; i++)
        {
            gradient = gradient.Sizes[i] == sizes[i] ? gradient : gradient.sum(i, keepdim: true);
        }

        return gradient;
    }
}
