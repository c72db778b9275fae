using PerfGate.LazyTensors.Fusion;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Graph;

/// <summary>One value of a <see cref="NodeGraph"/>: an operation on values that stand before it.</summary>
/// <param name="op">What is computed.</param>
/// <param name="dtype">Of the result.</param>
/// <param name="sizes">Of the result, in elements; never changed.</param>
/// <param name="first">The first operand's place in the graph; -1 for none.</param>
/// <param name="second">The second operand's.</param>
/// <param name="third">The third operand's.</param>
internal readonly struct Node(Op op, ScalarType dtype, long[] sizes, int first = -1, int second = -1, int third = -1)
{
    public Op Op { get; init; } = op;

    public ScalarType DType { get; init; } = dtype;

    public long[] Sizes { get; init; } = sizes;

    public int First { get; init; } = first;

    public int Second { get; init; } = second;

    public int Third { get; init; } = third;

    /// <summary>A dimension, or whatever small number the operation needs: see <see cref="LazyTensor"/>.</summary>
    public sbyte FirstDimension { get; init; }

    public sbyte SecondDimension { get; init; }

    /// <summary>Which leaf an input is, or which output of a fused kernel a part is.</summary>
    public int Index { get; init; }

    /// <summary>The number of a scalar operation or constant; of <see cref="Op.AddMm"/>, what the product is multiplied by.</summary>
    public double Scalar { get; init; }

    /// <summary>Of <see cref="Op.AddMm"/>: what the summand is multiplied by.</summary>
    public double Beta { get; init; }

    /// <summary>What a fused kernel computes, and on which operands.</summary>
    public FusedGroup? Fused { get; init; }

    /// <summary>How many operands to look at with <see cref="Operand"/>; some may be -1, for none.</summary>
    public int Operands => Fused is { } fused ? fused.Operands.Length : 3;

    /// <summary>Whether the result shows (or may show) its operand's memory.</summary>
    public bool IsView => Op is Op.Transpose or Op.Reshape or Op.Broadcast or Op.Slice;

    /// <summary>How many elements the result has.</summary>
    public long Elements => Shape.Elements(Sizes);

    /// <summary>How many bytes the result has.</summary>
    public long Bytes => Elements * Graph.DType.Size(DType);

    public int Operand(int i) => Fused is { } fused ? fused.Operands[i] : i == 0 ? First : i == 1 ? Second : Third;

    /// <summary>The same computation, on operands that stand elsewhere.</summary>
    /// <param name="places">Where each operand stands now.</param>
    public Node At(ReadOnlySpan<int> places) => this with
    {
        First = First < 0 ? -1 : places[First],
        Second = Second < 0 ? -1 : places[Second],
        Third = Third < 0 ? -1 : places[Third],
        Fused = Fused?.At(places),
    };

    /// <summary>Whether the other computes the same from the same operands.</summary>
    public bool IsSame(in Node other) => First == other.First && Second == other.Second && Third == other.Third && IsAlike(other);

    /// <summary>Whether the other computes the same, if its operands are the same.</summary>
    public bool IsAlike(in Node other) =>
        Op == other.Op
        && DType == other.DType && FirstDimension == other.FirstDimension && SecondDimension == other.SecondDimension
        && Index == other.Index && ReferenceEquals(Fused, other.Fused)
        && BitConverter.DoubleToInt64Bits(Scalar) == BitConverter.DoubleToInt64Bits(other.Scalar)
        && BitConverter.DoubleToInt64Bits(Beta) == BitConverter.DoubleToInt64Bits(other.Beta)
        && (ReferenceEquals(Sizes, other.Sizes) || Sizes.AsSpan().SequenceEqual(other.Sizes));

    /// <summary>Equal for nodes that are the same.</summary>
    public int Hash() => Hash(First, Second, Third);

    /// <summary>Equal for nodes that are alike, with the same operands.</summary>
    /// <param name="first">What stands for the first operand.</param>
    /// <param name="second">What stands for the second.</param>
    /// <param name="third">What stands for the third.</param>
    public int Hash(int first, int second, int third)
    {
        uint hash = ((uint)Op * 0x9E3779B1u) ^ ((uint)first * 0x85EBCA77u) ^ ((uint)second * 0xC2B2AE3Du) ^ ((uint)third * 0x27D4EB2Fu);
        long scalar = BitConverter.DoubleToInt64Bits(Scalar);
        hash = (hash ^ (uint)scalar ^ (uint)(scalar >> 32) ^ (uint)Index) * 0x165667B1u;
        foreach (long size in Sizes)
        {
            hash = (uint.RotateLeft(hash, 5) ^ (uint)size) * 0x9E3779B1u;
        }

        return (int)(hash ^ (hash >> 15) ^ ((uint)(byte)FirstDimension << 8) ^ (byte)SecondDimension);
    }
}
