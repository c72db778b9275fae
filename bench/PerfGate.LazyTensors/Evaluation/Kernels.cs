using System.Diagnostics;
using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Runs one node with libtorch. Shapes and dtypes were checked when the node was built.</summary>
internal static class Kernels
{
    /// <summary>
    /// How many computations a node asks libtorch for: none for a view, which shares memory with its operand. A reshape is
    /// taken for a copy where its operand does not lie in order, although a few of those are views too.
    /// </summary>
    public static int Count(in Node node, Tensor? first) => node.Op switch
    {
        Op.Transpose or Op.Broadcast or Op.Slice => 0,
        Op.Reshape => first!.is_contiguous() ? 0 : 1,
        Op.RmsNorm => ReductionKernels.RmsNormCount(node),
        Op.WherePositive or Op.Unslice or Op.ScatterAdd or Op.IndexAdd => 2,
        _ => 1,
    };

    public static Tensor Run(NodeGraph graph, in Node node, Tensor? first, Tensor? second, Tensor? third) => node.Op switch
    {
        Op.Add => Add(first!, second!),
        Op.Sub => first!.sub(second!),
        Op.Mul => first!.mul(second!),
        Op.Div => first!.div(second!),
        Op.Neg => first!.neg(),
        Op.Relu => first!.relu(),
        Op.Gelu => first!.gelu(),
        Op.Tanh => first!.tanh(),
        Op.Exp => first!.exp(),
        Op.Sqrt => first!.sqrt(),
        Op.Silu => first!.silu(),
        Op.Log => first!.log(),
        Op.Rsqrt => first!.rsqrt(),
        Op.Sigmoid => first!.sigmoid(),
        Op.Erf => first!.erf(),
        Op.WherePositive => ComparisonKernels.WherePositive(first!, second!),
        Op.Cast => first!.to(node.DType, copy: true),
        Op.Compare => ComparisonKernels.Compare(node, first!, second!),
        Op.CompareScalar => ComparisonKernels.CompareScalar(node, first!),
        Op.Where => where(first!, second!, third!),
        Op.Softmax => first!.softmax(node.FirstDimension),
        Op.LogSoftmax => nn.functional.log_softmax(first!, node.FirstDimension),
        Op.Transpose => first!.transpose(node.FirstDimension, node.SecondDimension),
        Op.Reshape => first!.reshape(node.Sizes),
        Op.Broadcast => first!.expand(node.Sizes),
        Op.Slice or Op.Cat or Op.Gather or Op.Embedding or Op.Unslice or Op.ScatterAdd or Op.IndexAdd or Op.IndexCopy => IndexingKernels.Run(node, first!, second, third),
        Op.MatMul => MatMul(graph, node, first!, second!),
        Op.Linear => nn.functional.linear(first!, second!, third),
        Op.Sum or Op.Mean or Op.Max => ReductionKernels.Reduce(node, first!),
        Op.LayerNorm => ReductionKernels.LayerNorm(node, first!, second, third),
        Op.RmsNorm => ReductionKernels.RmsNorm(node, first!, second),
        Op.AddScalar or Op.MulScalar or Op.DivScalar or Op.ClampMin or Op.ClampMax or Op.Pow or Op.Constant => WithScalar(node, first),
        _ => throw new UnreachableException($"{node.Op} is not computed"),
    };

    /// <summary>
    /// TorchSharp's own add makes a factor of 1, which nothing holds while libtorch reads it: a collection meanwhile frees it.
    /// </summary>
    private static Tensor Add(Tensor left, Tensor right)
    {
        using Scalar one = 1;
        return left.add(right, one);
    }

    /// <inheritdoc cref="Add(Tensor, Tensor)"/>
    private static Tensor Add(Tensor operand, Scalar scalar)
    {
        using Scalar one = 1;
        return operand.add(scalar, one);
    }

    /// <summary>The scalar is a native object of its own, which the finalizer would otherwise have to find.</summary>
    private static Tensor WithScalar(in Node node, Tensor? operand)
    {
        using Scalar scalar = node.Scalar;
        return node.Op switch
        {
            Op.AddScalar => Add(operand!, scalar),
            Op.MulScalar => operand!.mul(scalar),
            Op.DivScalar => operand!.div(scalar),
            Op.ClampMin => operand!.clamp_min(scalar),
            Op.ClampMax => operand!.clamp_max(scalar),
            Op.Pow => operand!.pow(scalar),
            _ => full(node.Sizes, scalar, node.DType),
        };
    }

    /// <summary>torch.matmul ends the process when shapes do not fit, the others throw. It is left for batches that broadcast.</summary>
    private static Tensor MatMul(NodeGraph graph, in Node node, Tensor left, Tensor right)
    {
        long[] leftSizes = graph[node.First].Sizes, rightSizes = graph[node.Second].Sizes;
        if (leftSizes.Length == 2 && rightSizes.Length == 2)
        {
            return OwnProducts.IsFor(node.DType, leftSizes, rightSizes) ? Own(node, left, right, leftSizes, rightSizes) : left.mm(right);
        }

        if (BatchedProducts.IsFor(node.DType, leftSizes, rightSizes) && BatchedProducts.TryCompute(node.Sizes, left, right, leftSizes, rightSizes) is { } result)
        {
            return result;
        }

        return leftSizes.Length == 3 && rightSizes.Length == 3 && leftSizes[0] == rightSizes[0] ? left.bmm(right) : left.matmul(right);
    }

    private static Tensor Own(in Node node, Tensor left, Tensor right, long[] leftSizes, long[] rightSizes)
    {
        Tensor result = Native.Empty(node.Sizes, node.DType);
        return OwnProducts.TryCompute(result, isAdded: false, left, right, 1, leftSizes, rightSizes) ? result : result.addmm_(left, right, 0, 1);
    }
}
