using System.Collections.Immutable;
using static TorchSharp.torch;

namespace PerfGate.LazyTensors.Fusion;

/// <summary>What a kernel computes for each element; equal bodies share a kernel.</summary>
/// <remarks>Made on the path of every evaluation, so it is checked when a kernel is compiled for it, not before.</remarks>
internal sealed class FusedBody : IEquatable<FusedBody>
{
    private readonly int _hash;

    /// <param name="type">Dtype of all inputs, results and outputs.</param>
    /// <param name="inputs">How each input is read.</param>
    /// <param name="instructions">In an order in which operands come before their readers.</param>
    /// <param name="outputs">
    /// Numbers of the values that are written, at least one, in the order in which a run is given their addresses.
    /// </param>
    public FusedBody(
        ScalarType type,
        ImmutableArray<InputAccess> inputs,
        ImmutableArray<FusedInstruction> instructions,
        ImmutableArray<int> outputs)
    {
        Type = type;
        Inputs = inputs;
        Instructions = instructions;
        Outputs = outputs;
        _hash = Hash();
    }

    public ScalarType Type { get; }

    public ImmutableArray<InputAccess> Inputs { get; }

    public ImmutableArray<FusedInstruction> Instructions { get; }

    public ImmutableArray<int> Outputs { get; }

    public bool Equals(FusedBody? other) =>
        other is not null
        && _hash == other._hash
        && Type == other.Type
        && Inputs.AsSpan().SequenceEqual(other.Inputs.AsSpan())
        && Outputs.AsSpan().SequenceEqual(other.Outputs.AsSpan())
        && Instructions.AsSpan().SequenceEqual(other.Instructions.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as FusedBody);

    public override int GetHashCode() => _hash;

    /// <summary>One multiplication for each part: <see cref="HashCode"/> would cost as much as a small kernel.</summary>
    private int Hash()
    {
        ulong hash = (ulong)Type;
        foreach (InputAccess input in Inputs)
        {
            hash = Mix(hash, (ulong)input);
        }

        foreach (FusedInstruction instruction in Instructions)
        {
            ulong operands = ((ulong)(uint)instruction.First << 32) | (uint)instruction.Second;
            hash = Mix(Mix(hash, operands), ((ulong)(uint)instruction.ScalarIndex << 8) | (ulong)instruction.Op);
        }

        foreach (int output in Outputs)
        {
            hash = Mix(hash, (uint)output);
        }

        return (int)(hash >> 32);
    }

    /// <summary>The multiplier is 2⁶⁴ over the golden ratio, as in Fibonacci hashing (Knuth, TAOCP 3, 6.4).</summary>
    private static ulong Mix(ulong hash, ulong part) => (ulong.RotateLeft(hash, 23) ^ part) * 0x9E3779B97F4A7C15;
}
