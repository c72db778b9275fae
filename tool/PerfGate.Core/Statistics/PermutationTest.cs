namespace PerfGate.Statistics;

/// <summary>
/// An exact permutation test of "x is larger than y" by how far apart the lowest values of both sides lie: the difference of their means over
/// its standard error. Every way to say which values are x's is counted, and no distribution of the values is assumed.
/// </summary>
/// <remarks>
/// Values that are not among the lowest of their side do not matter, so arrangements that differ in those alone are counted together. The standard
/// error is drawn towards a prior deviation that does not depend on which value is whose.
/// </remarks>
public sealed class PermutationTest
{
    private const double Tolerance = 1e-12;
    private readonly double[] _pooled;
    private readonly (int X, int Y) _sizes;
    private readonly (int X, int Y) _lowest;
    private readonly double _prior;
    private readonly double _degrees;
    private readonly Lazy<(double[] Statistics, double[] Shares)> _order;

    /// <summary>The test of two samples.</summary>
    /// <param name="x">The values that may be larger, on a logarithmic scale.</param>
    /// <param name="y">The others.</param>
    /// <param name="lowest">How many of the lowest values of each side count; from 1 to all of them.</param>
    /// <param name="prior">The deviation that a side's lowest values are expected to have; above 0.</param>
    /// <param name="degrees">How many degrees of freedom that expectation is worth; above 0.</param>
    public PermutationTest(double[] x, double[] y, (int X, int Y) lowest, double prior, double degrees)
    {
        // Small numbers keep their digits in squares.
        var least = Math.Min(x.Min(), y.Min());
        double[] fromLeast(double[] values) => [.. values.Select(value => value - least).Order()];
        (_pooled, _sizes, _lowest, _prior, _degrees) = (fromLeast([.. x, .. y]), (x.Length, y.Length), lowest, prior, degrees);
        var (lowestX, lowestY) = (new Sums(), new Sums());
        foreach (var value in fromLeast(x).Take(lowest.X))
        {
            lowestX = lowestX.With(value);
        }

        foreach (var value in fromLeast(y).Take(lowest.Y))
        {
            lowestY = lowestY.With(value);
        }

        Statistic = StatisticOf(lowestX, lowestY);
        _order = new(Order);
    }

    /// <summary>What was seen; above 0 where x's lowest values are the larger.</summary>
    public double Statistic { get; }

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

    /// <summary>The share of all arrangements whose statistic is at least so much; 1 for what is not above 0.</summary>
    public double ShareFrom(double statistic)
    {
        if (statistic <= 0)
        {
            return 1;
        }

        var (statistics, shares) = _order.Value;
        var (low, high) = (0, statistics.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = statistics[middle] >= AtLeast(statistic) ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? 0 : shares[low - 1];
    }

    /// <summary>The share of all arrangements whose statistic is at least the one seen: <see cref="ShareFrom"/> for those who ask once.</summary>
    public double ShareOfSeen()
    {
        if (Statistic <= 0)
        {
            return 1;
        }

        var sum = 0.0;
        Arrange((statistic, share) => sum += statistic >= AtLeast(Statistic) ? share : 0);
        return sum;
    }

    // Sums of the same values in another order are not quite the same.
    private static double AtLeast(double statistic) => statistic - (Tolerance * statistic);

    private (double[] Statistics, double[] Shares) Order()
    {
        var arrangements = new List<(double Statistic, double Share)>();
        Arrange((statistic, share) => arrangements.Add((statistic, share)));
        arrangements.Sort((a, b) => b.Statistic.CompareTo(a.Statistic));
        var shares = new double[arrangements.Count];
        var sum = 0.0;
        foreach (var (i, arrangement) in arrangements.Index())
        {
            shares[i] = sum += arrangement.Share;
        }

        return ([.. arrangements.Select(a => a.Statistic)], shares);
    }

    // What is not above 0 is never asked for.
    private void Arrange(Action<double, double> each)
    {
        var one = 1 / Arrangements(_sizes.X, _sizes.Y);
        From(0, default, default, 0, 0);

        // From the lowest rank upwards, until both sides have their lowest values; the rest may be anybody's.
        void From(int rank, Sums lowestX, Sums lowestY, int x, int y)
        {
            if (x >= _lowest.X && y >= _lowest.Y)
            {
                var statistic = StatisticOf(lowestX, lowestY);
                if (statistic > 0)
                {
                    each(statistic, one * Arrangements(_sizes.X - x, _sizes.Y - y));
                }

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
