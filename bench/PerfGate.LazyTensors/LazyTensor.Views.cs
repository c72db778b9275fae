using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors;

/// <content>The same elements in another shape, named and behaving as TorchSharp's own.</content>
public sealed partial class LazyTensor
{
    /// <summary>Exchanges two dimensions; the result is a view and launches no kernel.</summary>
    /// <param name="dim0">A dimension; negative counts from the end.</param>
    /// <param name="dim1">The dimension to exchange it with.</param>
    /// <exception cref="GraphException">There is no such dimension.</exception>
    public LazyTensor transpose(long dim0, long dim1)
    {
        int first = Shape.Dimension("transpose", Sizes, dim0);
        int second = Shape.Dimension("transpose", Sizes, dim1);
        return new LazyTensor(Op.Transpose, Shape.Transpose(Sizes, first, second), dtype, this, firstDimension: first, secondDimension: second);
    }

    /// <summary>The same elements, in the same order, in another shape.</summary>
    /// <param name="shape">
    /// Sizes in elements, at most 64, and one of them may be -1: what is left of the elements. None makes one element a
    /// scalar.
    /// </param>
    /// <returns>A view where the elements lie in order, else a copy.</returns>
    /// <exception cref="GraphException">The elements do not fit, or it is no shape.</exception>
    public LazyTensor reshape(params ReadOnlySpan<long> shape) => new(Op.Reshape, Shape.Reshape(Sizes, shape), dtype, this);

    /// <summary>Repeats dimensions of size 1, and adds dimensions in front; the result is a view and launches no kernel.</summary>
    /// <param name="shape">Sizes in elements, at most 64; -1 keeps the size of a dimension that is there.</param>
    /// <exception cref="GraphException">A size is neither 1 nor the one asked for, or it is no shape.</exception>
    public LazyTensor broadcast_to(params ReadOnlySpan<long> shape) => new(Op.Broadcast, Shape.BroadcastTo(Sizes, shape), dtype, this);
}
