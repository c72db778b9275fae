using System.Runtime.CompilerServices;

namespace PerfGate.Statistics.Permutations;

/// <summary>
/// All pairs of comparison and arrangement of a build in one order, the rarest first: by their statistic among all pairs, by the lowest ranks among those of
/// the comparison, and by all ranks among those of the comparison, whichever is rarest.
/// </summary>
/// <remarks>
/// The three are not corrected for being three: how often the least of them is so small is counted over the arrangements, as the three mostly agree
/// (L. H. C. Tippett's smallest p-value, with the null distribution of P. H. Westfall, S. S. Young, "Resampling-Based Multiple Testing", 1993).
/// </remarks>
internal sealed class BuildOrder
{
    // Chosen on recordings and simulated shapes (docs/evaluation.md).
    private const double PartOfBuild = 0.5;
    private const double PartOfRanks = 0.5;
    private const double Tolerance = 1e-12;
    private const int Halvings = 40;

    private readonly double[] _statistics;
    private readonly double[] _shares;
    private readonly double[][] _rarities;
    private readonly PermutationTest[] _tests;
    private readonly RankMeasure?[] _ranks;
    private readonly double[] _seen;

    /// <param name="tests">The build's comparisons.</param>
    /// <param name="ranks">Of each, the rank tests that count as well; null if only the order of all pairs does.</param>
    public BuildOrder(PermutationTest[] tests, RankMeasure?[] ranks)
    {
        (_tests, _ranks) = (tests, ranks);
        (_statistics, _shares) = Rarest(tests);
        var all = InParallel.Select(tests, RaritiesOf);
        _seen = [.. tests.Zip(all, (test, rarities) => rarities[test.Seen])];
        _rarities = InParallel.Select(all, (rarities, _) => Sorted(rarities));
    }

    // What is not above 0 is no evidence.
    private double Least => _statistics.Length == 0 ? double.PositiveInfinity : AtLeast(_statistics[^1]);

    /// <summary>How rare what was seen of a comparison is; infinite where it is as common as the build has comparisons.</summary>
    public double Seen(int comparison) => _seen[comparison];

    /// <summary>The share of a comparison's arrangements that are at least so rare.</summary>
    public double Share(int comparison, double rarity)
    {
        var rarities = _rarities[comparison];
        var (low, high) = (0, rarities.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = IsAsRare(rarities[middle], rarity) ? (middle + 1, high) : (low, middle);
        }

        return low / (double)_tests[comparison].Statistics.Length;
    }

    /// <summary>The share of a comparison's arrangements that are at least as rare as the one seen; among the common ones, by their statistic.</summary>
    public double ShareOfSeen(int comparison)
    {
        if (double.IsFinite(_seen[comparison]))
        {
            return Share(comparison, _seen[comparison]);
        }

        var test = _tests[comparison];
        var least = AtLeast(test.Statistics[test.Seen]);
        return RaritiesOf(test, comparison).Where((rarity, place) => double.IsFinite(rarity) || test.Statistics[place] >= least).Count() / (double)test.Statistics.Length;
    }

    /// <summary>How many pairs of the build are expected to be at least as rare as what is seen of a comparison, were the comparison's test another.</summary>
    /// <param name="comparison">Which of the build.</param>
    /// <param name="asItWas">Its test, of as many arrangements as the other one will have.</param>
    public Func<PermutationTest, double> ExpectedWith(int comparison, PermutationTest asItWas)
    {
        var before = Falling(asItWas, Least);
        return test =>
        {
            var now = Falling(test, Least);
            var all = (double)test.Statistics.Length;
            var byRanks = new RankRarities(test, _ranks[comparison], _tests.Length);
            var seen = Math.Min(RarityOf(test.Statistics[test.Seen]), byRanks[test.Seen]);
            if (!double.IsFinite(seen))
            {
                return _tests.Length;
            }

            var count = 0;
            while (count < now.Length && IsAsRare(RarityOf(now[count]), seen))
            {
                // Each step takes one at least.
                count = Math.Max(count + 1, CountFrom(now, now[count]));
            }

            var least = count == 0 ? double.PositiveInfinity : now[count - 1];
            for (var place = 0; place < test.Statistics.Length; place++)
            {
                count += test.Statistics[place] < least && IsAsRare(byRanks[place], seen) ? 1 : 0;
            }

            return (count / all) + Enumerable.Range(0, _tests.Length).Where(other => other != comparison).Sum(other => Share(other, seen));

            double RarityOf(double statistic) => Rarity(ShareOfBuild(statistic) + ((CountFrom(now, statistic) - CountFrom(before, statistic)) / all), PartOfBuild);
        };
    }

    // The first of all pairs by their statistic, until one of a comparison's arrangements is expected among them.
    private static (double[] Statistics, double[] Shares) Rarest(PermutationTest[] tests)
    {
        var falling = InParallel.Select(tests, (test, _) => Falling(test, double.Epsilon));
        var (enough, tooMany) = (falling.Max(statistics => statistics.Length == 0 ? 0 : statistics[0]), 0.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (enough + tooMany) / 2;
            var expected = falling.Select((statistics, k) => CountFrom(statistics, middle) / (double)tests[k].Statistics.Length).Sum();
            (enough, tooMany) = expected <= 1 ? (middle, tooMany) : (enough, middle);
        }

        var rarest = falling
            .SelectMany((statistics, k) => statistics.TakeWhile(statistic => statistic >= enough).Select(statistic => (statistic, Share: 1.0 / tests[k].Statistics.Length)))
            .OrderByDescending(pair => pair.statistic)
            .ToArray();
        var shares = new double[rarest.Length];
        var sum = 0.0;
        foreach (var (i, pair) in rarest.Index())
        {
            shares[i] = sum += pair.Share;
        }

        return ([.. rarest.Select(pair => pair.statistic)], shares);
    }

    private static double[] Falling(PermutationTest test, double least)
    {
        var statistics = Array.FindAll(test.Statistics, statistic => statistic >= least);
        Array.Sort(statistics);
        Array.Reverse(statistics);
        return statistics;
    }

    private static int CountFrom(double[] falling, double statistic)
    {
        var least = AtLeast(statistic);
        var (low, high) = (0, falling.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = falling[middle] >= least ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Sums of the same values in another order are not quite the same.
    private static double AtLeast(double statistic) => statistic - (Tolerance * Math.Abs(statistic));

    private static bool IsAsRare(double rarity, double asThis) => rarity <= asThis * (1 + Tolerance);

    private static double[] Sorted(double[] rarities)
    {
        var finite = Array.FindAll(rarities, double.IsFinite);
        Array.Sort(finite);
        return finite;
    }

    // What is expected once or more in an unchanged build is no evidence.
    private static double Rarity(double expected, double part) => expected <= 1 ? expected / part : double.PositiveInfinity;

    private double ShareOfBuild(double statistic)
    {
        if (statistic < Least)
        {
            return double.PositiveInfinity;
        }

        var count = CountFrom(_statistics, statistic);
        return count == 0 ? 0 : _shares[count - 1];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double[] RaritiesOf(PermutationTest test, int comparison)
    {
        var (least, byRanks) = (Least, new RankRarities(test, _ranks[comparison], _tests.Length));
        var result = new double[test.Statistics.Length];
        for (var place = 0; place < result.Length; place++)
        {
            var statistic = test.Statistics[place];
            result[place] = Math.Min(statistic < least ? double.PositiveInfinity : Rarity(ShareOfBuild(statistic), PartOfBuild), byRanks[place]);
        }

        return result;
    }

    // How rare each arrangement of a comparison is by its ranks.
    private readonly struct RankRarities(PermutationTest test, RankMeasure? ranks, int comparisons)
    {
        private readonly RankShares _lowest = ranks is null ? default : test.SharesBy(ranks.Lowest);
        private readonly RankShares _all = ranks is null ? default : test.SharesBy(ranks.All);
        private readonly double _partOfAll = PartOfRanks * (ranks?.ShareOfAll ?? 0);

        public double this[int place] => ranks is null ? double.PositiveInfinity : Math.Min(
            Rarity(comparisons * _lowest[place], PartOfRanks - _partOfAll),
            Rarity(comparisons * _all[place], _partOfAll));
    }
}
