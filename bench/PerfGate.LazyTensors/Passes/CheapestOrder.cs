namespace PerfGate.LazyTensors.Passes;

/// <summary>
/// The cheapest order of a short chain, by dynamic programming (T. H. Cormen et al., "Introduction to Algorithms", section
/// "Matrix-chain multiplication"). The work grows with the third power of the factors.
/// </summary>
internal sealed class CheapestOrder : ChainOrder
{
    private readonly int _factors;
    private readonly double[] _costs;
    private readonly int[] _splits;

    /// <param name="sizes">The rows of the first factor, then the columns of each.</param>
    public CheapestOrder(ReadOnlySpan<long> sizes)
    {
        _factors = sizes.Length - 1;
        _costs = new double[_factors * _factors];
        _splits = new int[_factors * _factors];
        for (int length = 2; length <= _factors; length++)
        {
            for (int first = 0; first + length <= _factors; first++)
            {
                Choose(sizes, first, first + length - 1);
            }
        }
    }

    public override double Cost => _costs[At(0, _factors - 1)];

    public override int Split(int first, int last) => _splits[At(first, last)];

    private void Choose(ReadOnlySpan<long> sizes, int first, int last)
    {
        _costs[At(first, last)] = double.PositiveInfinity;
        for (int split = first; split < last; split++)
        {
            double cost = _costs[At(first, split)] + _costs[At(split + 1, last)] + ((double)sizes[first] * sizes[split + 1] * sizes[last + 1]);
            if (cost < _costs[At(first, last)])
            {
                (_costs[At(first, last)], _splits[At(first, last)]) = (cost, split);
            }
        }
    }

    private int At(int first, int last) => (first * _factors) + last;
}
