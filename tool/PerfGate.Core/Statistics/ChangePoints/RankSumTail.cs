using System.Collections.Concurrent;

namespace PerfGate.Statistics.ChangePoints;

/// <summary>
/// How likely chance is to part two groups of values as far as they are: the upper tail of Mann and Whitney's U. Of up to about a hundred values, or <see cref="AlwaysCounted"/> in the
/// smaller group, the arrangements are counted; beyond that the normal distribution is near enough, and on the safe side in its tail.
/// </summary>
/// <remarks>The number of arrangements with U at most d is the sum of the first coefficients of a Gaussian binomial (G. E. Andrews, "The Theory of Partitions", 1976, section 3.2).</remarks>
public sealed class RankSumTail
{
    /// <summary>A smaller group of up to so many is always counted.</summary>
    public const int AlwaysCounted = 12;

    // Steps of counting, which are additions.
    private const double MostSteps = 300_000;

    private static readonly ConcurrentDictionary<(int Few, int All), RankSumTail> Known = new();

    private readonly double[]? _atMost;
    private readonly double _most;
    private readonly double _deviation;

    private RankSumTail(int few, int all)
    {
        _most = (double)few * (all - few);
        _deviation = Math.Sqrt(_most * (all + 1) / 12);
        _atMost = few <= AlwaysCounted || few * _most <= MostSteps ? Count(few, all) : null;
    }

    /// <summary>The tail for two groups.</summary>
    /// <param name="few">The size of the smaller group, at least 1.</param>
    /// <param name="all">The size of both.</param>
    public static RankSumTail Of(int few, int all) => Known.GetOrAdd((few, all), key => new RankSumTail(key.Few, key.All));

    /// <summary>The least p-value there is: that of groups which do not overlap.</summary>
    public double Least => PValue(_most);

    /// <summary>The probability of a U at least as large.</summary>
    /// <param name="u">U of the one or the other group, whichever is larger: from half of all pairs to all of them. Ties count a half.</param>
    public double PValue(double u)
    {
        if (_atMost is not null)
        {
            // A half pair less is taken for a whole one.
            var missing = (int)Math.Ceiling(_most - u - 1e-9);
            return missing < _atMost.Length ? _atMost[missing] : 1;
        }

        return Normal.UpperTail((u - 0.5 - (_most / 2)) / _deviation);
    }

    // P(U misses its most by at most d), for each d up to the middle.
    private static double[] Count(int few, int all)
    {
        var other = all - few;
        var ways = new double[((few * other) / 2) + 1];
        ways[0] = 1;
        for (var part = 1; part <= few; part++)
        {
            for (var d = part; d < ways.Length; d++)
            {
                ways[d] += ways[d - part];
            }
        }

        for (var part = other + 1; part <= all; part++)
        {
            for (var d = ways.Length - 1; d >= part; d--)
            {
                ways[d] -= ways[d - part];
            }
        }

        var (log, sum) = (0.0, 0.0);
        for (var i = 1; i <= few; i++)
        {
            log += Math.Log((other + i) / (double)i);
        }

        var total = Math.Exp(log);
        for (var d = 0; d < ways.Length; d++)
        {
            sum += ways[d];
            ways[d] = Math.Min(1, sum / total);
        }

        return ways;
    }
}
