using PerfGate.LazyTensors.Graph;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors;

/// <summary>What a compiled graph takes in one place: a tensor of this shape and dtype.</summary>
public sealed class InputSlot
{
    /// <param name="shape">Sizes in elements, not negative, at most 64; none for a scalar.</param>
    /// <param name="dtype">Float32 or Float64; Bool for a mask, Int64 for places.</param>
    /// <exception cref="GraphException">It is no such shape or dtype.</exception>
    public InputSlot(ReadOnlySpan<long> shape, ScalarType dtype = ScalarType.Float32)
    {
        if (!Graph.DType.IsSupported(dtype) || shape.Length > Graph.Shape.MaxDimensions || shape.ContainsAnyInRange(long.MinValue, -1))
        {
            throw GraphException.At(
                "slot", $"shape {Graph.Shape.Text(shape)} of {dtype} is not a shape of Float32, Float64, Bool or Int64 with at most {Graph.Shape.MaxDimensions} dimensions");
        }

        Sizes = Graph.Shape.Counted("slot", shape.ToArray());
        DType = dtype;
    }

    /// <summary>
    /// Whether a run may write a result to the memory of the tensor that it is given here. Each output takes the first donated input of its
    /// shape and dtype that no output before it took, and that tensor is the output then, as with TorchSharp's own operations in place.
    /// </summary>
    public bool IsDonated { get; init; }

    /// <summary>Float32 or Float64; Bool for a mask, Int64 for places.</summary>
    public ScalarType DType { get; }

    /// <summary>Sizes in elements, outermost dimension first; empty for a scalar.</summary>
    public ReadOnlySpan<long> Shape => Sizes;

    internal long[] Sizes { get; }

    /// <summary>A slot for tensors that are like one.</summary>
    /// <param name="tensor">Gives its shape and dtype, and is not kept.</param>
    /// <param name="isDonated">Whether a run may write over what it is given here.</param>
    /// <exception cref="GraphException">It is of another dtype than a graph holds.</exception>
    public static InputSlot Like(Tensor tensor, bool isDonated = false)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new InputSlot(tensor.shape, tensor.dtype) { IsDonated = isDonated };
    }

    /// <summary>The shape and dtype.</summary>
    public override string ToString() => $"{Graph.Shape.Text(Sizes)} {DType}";
}
