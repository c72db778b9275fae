using System.Collections.Concurrent;

namespace PerfGate.Statistics;

/// <summary>
/// Every way to say which of the pooled values are x's, and for each how far apart the lowest values of both sides then lie: the difference of their
/// means over its standard error. No distribution of the values is assumed.
/// </summary>
/// <remarks>The standard error is drawn towards a prior deviation that does not depend on which value is whose.</remarks>
public sealed class PermutationTest
{
    private const double Tolerance = 1e-12;
    private static readonly ConcurrentDictionary<(int X, int Y), double[]> SharesByRank = new();
    private readonly double[] _pooled;
    private readonly (int X, int Y) _sizes;
    private readonly (int X, int Y) _lowest;
    private readonly double _prior;
    private readonly double _degrees;

    /// <summary>The test of two samples.</summary>
    /// <param name="x">The values that may be larger, on a logarithmic scale.</param>
    /// <param name="y">The others.</param>
    /// <param name="lowest">How many of the lowest values of each side count; from 1 to all of them.</param>
    /// <param name="prior">The deviation that a side's lowest values are expected to have; above 0.</param>
    /// <param name="degrees">How many degrees of freedom that expectation is worth; above 0.</param>
    public PermutationTest(double[] x, double[] y, (int X, int Y) lowest, double prior, double degrees)
    {
        // Equal values sort with x first, as if x were the smaller. Small numbers keep their digits in squares.
        (double Value, bool IsY)[] pooled = [.. x.Select(value => (value, false)).Concat(y.Select(value => (value, true))).Order()];
        _pooled = [.. pooled.Select(value => value.Value - pooled[0].Value)];
        (_sizes, _lowest, _prior, _degrees) = ((x.Length, y.Length), lowest, prior, degrees);
        Statistics = new double[(int)Math.Round(Arrangements(x.Length, y.Length))];
        Arrange();
        Seen = PlaceOf([.. pooled.Select(value => value.IsY)]);
    }

    /// <summary>The statistic of each arrangement; above 0 where x's lowest values are the larger. Arrangements of the same sizes come in the same order.</summary>
    public double[] Statistics { get; }

    /// <summary>Of each arrangement, the share of all that have at least its normal scores of all ranks; in (0, 1].</summary>
    public double[] SharesByScores => SharesByRank.GetOrAdd(_sizes, Scored);

    /// <summary>The place of the arrangement that was seen.</summary>
    public int Seen { get; }

    /// <summary>In how many ways the pooled values of two sides can be arranged.</summary>
    public static double Arrangements(int x, int y)
    {
        var ways = 1.0;
        for (var i = 1; i <= x; i++)
        {
            ways *= (y + i) / (double)i;
        }

        return ways;
    }

    /// <summary>Of each arrangement, the share of all that have at least its statistic; in (0, 1].</summary>
    public double[] SharesByStatistic()
    {
        double[] falling = [.. Statistics.Select(statistic => -statistic)];
        int[] places = [.. Enumerable.Range(0, falling.Length)];
        Array.Sort(falling, places);
        var shares = new double[falling.Length];
        for (var (first, next) = (0, 0); first < falling.Length; first = next)
        {
            // Sums of the same values in another order are not quite the same.
            while (next < falling.Length && falling[next] <= falling[first] + (Tolerance * Math.Abs(falling[first])))
            {
                next++;
            }

            foreach (var place in places.AsSpan(first..next))
            {
                shares[place] = next / (double)falling.Length;
            }
        }

        return shares;
    }

    private static double[] Scored((int X, int Y) sizes)
    {
        var test = TestDesign.AllApart(sizes.X, sizes.Y);
        var shares = new List<double>();
        From(0, [], []);
        return [.. shares];

        void From(int rank, double[] x, double[] y)
        {
            if (x.Length == sizes.X && y.Length == sizes.Y)
            {
                shares.Add(test.PValueGreater(x, y));
                return;
            }

            if (x.Length < sizes.X)
            {
                From(rank + 1, [.. x, rank], y);
            }

            if (y.Length < sizes.Y)
            {
                From(rank + 1, x, [.. y, rank]);
            }
        }
    }

    private int PlaceOf(bool[] isY)
    {
        var (x, y) = _sizes;
        var place = 0.0;
        foreach (var next in isY)
        {
            place += next && x > 0 ? Arrangements(x - 1, y) : 0;
            (x, y) = next ? (x, y - 1) : (x - 1, y);
        }

        return (int)Math.Round(place);
    }

    private void Arrange()
    {
        var place = 0;
        From(0, default, default, 0, 0);

        // From the lowest rank upwards, x's first.
        void From(int rank, Sums lowestX, Sums lowestY, int x, int y)
        {
            if (rank == _pooled.Length)
            {
                Statistics[place++] = StatisticOf(lowestX, lowestY);
                return;
            }

            if (x < _sizes.X)
            {
                From(rank + 1, x < _lowest.X ? lowestX.With(_pooled[rank]) : lowestX, lowestY, x + 1, y);
            }

            if (y < _sizes.Y)
            {
                From(rank + 1, lowestX, y < _lowest.Y ? lowestY.With(_pooled[rank]) : lowestY, x, y + 1);
            }
        }
    }

    private double StatisticOf(Sums x, Sums y)
    {
        var (ofX, ofY) = _lowest;
        var within = Math.Max(0, x.Squares - (x.Values * x.Values / ofX) + y.Squares - (y.Values * y.Values / ofY));
        var variance = ((_degrees * _prior * _prior) + within) / (_degrees + ofX + ofY - 2);
        return ((x.Values / ofX) - (y.Values / ofY)) / Math.Sqrt(variance * ((1.0 / ofX) + (1.0 / ofY)));
    }

    private readonly record struct Sums(double Values, double Squares)
    {
        public Sums With(double value) => new(Values + value, Squares + (value * value));
    }
}
