namespace PerfGate.LazyTensors.Graph;

/// <summary>Where a slice begins, and in which steps it goes on; how far is said by the result's size.</summary>
/// <param name="Start">The first element's place along the dimension; less than 2⁴⁷.</param>
/// <param name="Step">From one element to the next; from 1 to 2¹⁵ - 1.</param>
internal readonly record struct SliceRange(long Start, long Step)
{
    public const long LargestStep = (1L << 15) - 1;
    private const int StepBits = 16;
    private const long LargestStart = (1L << 47) - 1;

    /// <summary>Whether it can be kept in a node's number.</summary>
    public bool IsPackable => Step is >= 1 and <= LargestStep && Start is >= 0 and <= LargestStart;

    /// <summary>Both in the bits of a number, which is compared and hashed by its bits: a node has no room for more.</summary>
    public double Packed => BitConverter.Int64BitsToDouble((Start << StepBits) | Step);

    public static SliceRange Of(in Node node) => Of(node.Scalar);

    /// <param name="packed">As <see cref="Packed"/> gives it.</param>
    public static SliceRange Of(double packed)
    {
        long bits = BitConverter.DoubleToInt64Bits(packed);
        return new SliceRange(bits >> StepBits, bits & ((1L << StepBits) - 1));
    }
}
