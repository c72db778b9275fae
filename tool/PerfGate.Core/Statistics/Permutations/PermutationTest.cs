using System.Runtime.CompilerServices;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Statistics.Permutations;

/// <summary>
/// How far apart the lowest values of two sides lie, for each way to say which of the pooled values are whose: the difference of their
/// means over its standard error. No distribution of the values is assumed.
/// </summary>
/// <remarks>The standard error may be drawn towards a prior deviation that does not depend on which value is whose.</remarks>
public sealed class PermutationTest
{
    private readonly Arrangements _arrangements;
    private readonly double[] _pooled;
    private readonly ushort[] _seen;
    private readonly (int X, int Y) _lowest;
    private readonly (double X, double Y) _per;
    private readonly Sums _all;
    private readonly double _priorSquares;
    private readonly double _leastSquares;
    private readonly double _errorSquare;

    /// <summary>The test of two samples.</summary>
    /// <param name="x">The values that may be larger, on a logarithmic scale.</param>
    /// <param name="y">The others.</param>
    /// <param name="arrangements">The arrangements of these sizes.</param>
    /// <param name="lowest">How many of the lowest values of each side count; from 2 to all of them.</param>
    /// <param name="prior">The deviation that a side's lowest values are expected to have.</param>
    /// <param name="degrees">How many degrees of freedom that expectation is worth; 0 for none.</param>
    public PermutationTest(double[] x, double[] y, Arrangements arrangements, (int X, int Y) lowest, double prior = 0, double degrees = 0)
    {
        // Equal values sort with x first, as if x were the smaller. Small numbers keep their digits in squares.
        (double Value, bool IsY)[] pooled = [.. x.Select(value => (value, false)).Concat(y.Select(value => (value, true))).Order()];
        _pooled = [.. pooled.Select(value => value.Value - pooled[0].Value)];
        _seen = [.. RanksWhere(isY: false), .. RanksWhere(isY: true)];
        (_arrangements, _lowest) = (arrangements, lowest);
        _per = (1.0 / lowest.X, 1.0 / lowest.Y);
        var allDegrees = degrees + lowest.X + lowest.Y - 2;
        // What lies closer together than clocks tick is no evidence of little noise.
        (_priorSquares, _leastSquares) = (degrees * prior * prior, allDegrees * LaunchSpread.Least * LaunchSpread.Least);
        _errorSquare = (_per.X + _per.Y) / allDegrees;
        _all = SumsOf(_seen);
        Seen = arrangements.PlaceOf(_seen.AsSpan(x.Length));
        Statistics = new double[arrangements.Total];
        Arrange();

        IEnumerable<ushort> RanksWhere(bool isY) => pooled.Index().Where(value => value.Item.IsY == isY).Select(value => (ushort)value.Index);
    }

    /// <summary>The statistic of each arrangement; above 0 where x's lowest values are the larger. Arrangements of the same sizes come in the same order.</summary>
    public double[] Statistics { get; }

    /// <summary>The place of the arrangement that was seen.</summary>
    public int Seen { get; }

    /// <summary>Of each arrangement, the p-value of a rank test of the same sizes; in (0, 1].</summary>
    public RankShares SharesBy(IndependentRankTest test) => new(_arrangements.SharesBy(test), test.PValueOf(_seen.AsSpan(_arrangements.X)));

    // Nearly all that a judgement takes is spent here, before the runtime would have found out that it is worth optimizing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Arrange()
    {
        for (var place = 0; place < Statistics.Length; place++)
        {
            Statistics[place] = StatisticOf(place < _arrangements.Stored ? _arrangements.RanksOf(place) : _seen);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double StatisticOf(ReadOnlySpan<ushort> ranks)
    {
        var ofX = SumsOf(ranks[.._lowest.X]);
        var ofY = _lowest.X + _lowest.Y == ranks.Length ? _all.Without(ofX) : SumsOf(ranks.Slice(_arrangements.X, _lowest.Y));
        var (meanX, meanY) = (ofX.Values * _per.X, ofY.Values * _per.Y);
        var within = ofX.Squares - (ofX.Values * meanX) + ofY.Squares - (ofY.Values * meanY);
        return (meanX - meanY) / Math.Sqrt((_priorSquares + Math.Max(_leastSquares, within)) * _errorSquare);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Sums SumsOf(ReadOnlySpan<ushort> ranks)
    {
        var (values, squares) = (0.0, 0.0);
        foreach (var rank in ranks)
        {
            var value = _pooled[rank];
            values += value;
            squares += value * value;
        }

        return new Sums(values, squares);
    }

    private readonly record struct Sums(double Values, double Squares)
    {
        public Sums Without(Sums part) => new(Values - part.Values, Squares - part.Squares);
    }
}
