using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Evaluation;

/// <summary>Two nodes with equal keys compute the same: the same operation on the same operands.</summary>
/// <param name="node">The node; its shape and dtype follow from its operands, except for a constant, a reshape and a broadcast.</param>
/// <param name="first">Step that computes its first operand, -1 for none.</param>
/// <param name="second">Step of the second operand.</param>
/// <param name="third">Step of the third operand.</param>
internal readonly struct NodeKey(LazyTensor node, int first, int second, int third) : IEquatable<NodeKey>
{
    private readonly LazyTensor _node = node;
    private readonly int _first = first;
    private readonly int _second = second;
    private readonly int _third = third;

    public bool Equals(NodeKey other) =>
        _first == other._first && _second == other._second && _third == other._third
        && _node.Op == other._node.Op
        && _node.FirstDimension == other._node.FirstDimension
        && _node.SecondDimension == other._node.SecondDimension
        && BitConverter.DoubleToInt64Bits(_node.Scalar) == BitConverter.DoubleToInt64Bits(other._node.Scalar)
        && (_node.Op is not (Op.Constant or Op.Reshape or Op.Broadcast)
            || (_node.dtype == other._node.dtype && _node.Sizes.AsSpan().SequenceEqual(other._node.Sizes)));

    public override bool Equals(object? obj) => obj is NodeKey other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(
        _node.Op, _first, _second, _third, _node.FirstDimension, _node.SecondDimension, BitConverter.DoubleToInt64Bits(_node.Scalar));
}
