using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Passes;

/// <summary>A product of matrices, and the cheapest order to compute it in.</summary>
internal sealed class MatrixChain
{
    /// <summary>The work grows with the third power of the factors. A longer chain is taken in parts.</summary>
    public const int MostFactors = 16;

    private readonly NodeGraph _graph;
    private readonly int[] _factors;
    private readonly double[] _costs;
    private readonly int[] _splits;

    /// <param name="graph">The graph of the factors.</param>
    /// <param name="factors">Places of matrices, from left to right.</param>
    public MatrixChain(NodeGraph graph, int[] factors)
    {
        _graph = graph;
        _factors = factors;
        _costs = new double[factors.Length * factors.Length];
        _splits = new int[factors.Length * factors.Length];
        for (int length = 2; length <= factors.Length; length++)
        {
            for (int first = 0; first + length <= factors.Length; first++)
            {
                Split(first, first + length - 1);
            }
        }
    }

    /// <summary>How many multiplications the cheapest order takes.</summary>
    public double Cost => _costs[At(0, _factors.Length - 1)];

    /// <summary>Adds the products.</summary>
    /// <returns>Where the whole product stands.</returns>
    public int Emit(Rewriter rewriter) => Emit(rewriter, 0, _factors.Length - 1);

    private int Emit(Rewriter rewriter, int first, int last)
    {
        if (first == last)
        {
            return rewriter.PlaceOf(_factors[first]);
        }

        int left = Emit(rewriter, first, _splits[At(first, last)]);
        int right = Emit(rewriter, _splits[At(first, last)] + 1, last);
        return rewriter.Add(new Node(Op.MatMul, _graph[_factors[first]].DType, [Rows(first), Columns(last)], left, right));
    }

    private void Split(int first, int last)
    {
        _costs[At(first, last)] = double.PositiveInfinity;
        for (int split = first; split < last; split++)
        {
            double cost = _costs[At(first, split)] + _costs[At(split + 1, last)] + ((double)Rows(first) * Columns(split) * Columns(last));
            if (cost < _costs[At(first, last)])
            {
                (_costs[At(first, last)], _splits[At(first, last)]) = (cost, split);
            }
        }
    }

    private int At(int first, int last) => (first * _factors.Length) + last;

    private long Rows(int factor) => _graph[_factors[factor]].Sizes[0];

    private long Columns(int factor) => _graph[_factors[factor]].Sizes[1];
}
