namespace PerfGate.LazyTensors.Graph;

/// <summary>A set of operations, so that a pass can say at once that a graph holds nothing for it.</summary>
/// <param name="bits">One bit for each operation.</param>
internal readonly struct OpSet(ulong bits)
{
    private readonly ulong _bits = bits;

    public OpSet(params ReadOnlySpan<Op> ops)
        : this(0UL)
    {
        foreach (Op op in ops)
        {
            _bits |= 1UL << (int)op;
        }
    }

    public static OpSet Of(ReadOnlySpan<Node> nodes)
    {
        ulong bits = 0;
        foreach (ref readonly Node node in nodes)
        {
            bits |= 1UL << (int)node.Op;
        }

        return new OpSet(bits);
    }

    public bool Contains(Op op) => (_bits & (1UL << (int)op)) != 0;

    public bool Overlaps(OpSet other) => (_bits & other._bits) != 0;
}
