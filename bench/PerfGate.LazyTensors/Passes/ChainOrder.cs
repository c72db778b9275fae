namespace PerfGate.LazyTensors.Passes;

/// <summary>In which order a product of matrices is computed.</summary>
internal abstract class ChainOrder
{
    /// <summary>How many multiplications it takes.</summary>
    public abstract double Cost { get; }

    /// <summary>Where a part of the chain, of at least two factors, is cut in two.</summary>
    /// <param name="first">The part's first factor.</param>
    /// <param name="last">Its last one.</param>
    /// <returns>The last factor of the left half.</returns>
    public abstract int Split(int first, int last);
}
