namespace PerfGate.Statistics;

/// <summary>
/// All pairs of comparison and arrangement of a build in one order, the rarest first: by their statistic among all pairs, by their statistic among those of
/// the comparison, and by normal scores among those of the comparison, whichever is rarest.
/// </summary>
/// <remarks>
/// The three are not corrected for being three: how often the least of them is so small is counted over the arrangements, as the three mostly agree
/// (L. H. C. Tippett's smallest p-value, with the null distribution of P. H. Westfall, S. S. Young, "Resampling-Based Multiple Testing", 1993).
/// </remarks>
internal sealed class BuildOrder
{
    // Chosen on recordings of eight launches a side (docs/evaluation.md).
    private const double PartOfBuild = 0.3;
    private const double PartOfComparison = 0.35;
    private const double PartOfScores = 0.35;
    private const double Tolerance = 1e-12;
    private const int Halvings = 40;

    private readonly double[] _statistics;
    private readonly double[] _shares;
    private readonly double[][] _rarities;
    private readonly PermutationTest[] _tests;
    private readonly bool[] _hasOwn;
    private readonly double[] _seen;

    /// <param name="tests">The build's comparisons.</param>
    /// <param name="hasOwn">Of each, whether what is rare among its own arrangements counts; it takes from what the order of all pairs shows.</param>
    public BuildOrder(PermutationTest[] tests, bool[] hasOwn)
    {
        (_tests, _hasOwn) = (tests, hasOwn);
        (_statistics, _shares) = Rarest(tests);
        var all = tests.AsParallel().AsOrdered().Select(RaritiesOf).ToArray();
        _seen = [.. tests.Zip(all, (test, rarities) => rarities[test.Seen])];
        _rarities = [.. all.AsParallel().AsOrdered().Select(Sorted)];
    }

    /// <summary>How rare what was seen of a comparison is; infinite where it is as common as the build has comparisons.</summary>
    public double Seen(int comparison) => _seen[comparison];

    /// <summary>The share of a comparison's arrangements that are at least so rare.</summary>
    public double Share(int comparison, double rarity) => ShareOf(_rarities[comparison], _tests[comparison], rarity);

    /// <summary>The share of a comparison's arrangements that are at least as rare as the one seen; among the common ones, by their statistic.</summary>
    public double ShareOfSeen(int comparison)
    {
        if (double.IsFinite(_seen[comparison]))
        {
            return Share(comparison, _seen[comparison]);
        }

        var test = _tests[comparison];
        var (rarities, shares) = (RaritiesOf(test, comparison), test.SharesByStatistic());
        return rarities.Where((rarity, place) => double.IsFinite(rarity) || shares[place] <= shares[test.Seen]).Count() / (double)rarities.Length;
    }

    /// <summary>How many pairs of the build are expected to be at least as rare as what is seen of a comparison, were its test another.</summary>
    public Func<PermutationTest, double> ExpectedWith(int comparison)
    {
        var before = Falling(_tests[comparison]);
        return test =>
        {
            var now = Falling(test);
            var all = (double)test.Statistics.Length;
            var seen = Math.Min(
                RarityOf(CountFrom(now, test.Statistics[test.Seen]), test.Statistics[test.Seen]),
                RarityByScores(test, test.Seen, comparison));
            if (!double.IsFinite(seen))
            {
                return _tests.Length;
            }

            var count = 0;
            for (var next = 0; count < now.Length; count = next)
            {
                next = CountFrom(now, now[count]);
                if (RarityOf(next, now[count]) > seen * (1 + Tolerance))
                {
                    break;
                }
            }

            var least = count == 0 ? double.PositiveInfinity : now[count - 1];
            for (var place = 0; place < test.Statistics.Length; place++)
            {
                count += RarityByScores(test, place, comparison) <= seen * (1 + Tolerance) && test.Statistics[place] < least ? 1 : 0;
            }

            return (count / all) + Enumerable.Range(0, _tests.Length).Where(other => other != comparison).Sum(other => Share(other, seen));

            double RarityOf(int count, double statistic) =>
                RarityByStatistic(ShareOfBuild(statistic) + ((count - CountFrom(before, statistic)) / all), count / all, comparison);
        };
    }

    // The first of all pairs by their statistic, until one of a comparison's arrangements is expected among them.
    private static (double[] Statistics, double[] Shares) Rarest(PermutationTest[] tests)
    {
        var falling = tests.AsParallel().AsOrdered().Select(Falling).ToArray();
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

    // What is not above 0 is no evidence.
    private static double[] Falling(PermutationTest test)
    {
        double[] statistics = [.. test.Statistics.Where(statistic => statistic > 0)];
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

    private static double ShareOf(double[] rarities, PermutationTest test, double rarity)
    {
        var place = Array.BinarySearch(rarities, rarity * (1 + Tolerance));
        place = place < 0 ? ~place : place;
        while (place < rarities.Length && rarities[place] <= rarity * (1 + Tolerance))
        {
            place++;
        }

        return place / (double)test.Statistics.Length;
    }

    private static double[] Sorted(double[] rarities) => [.. rarities.Where(double.IsFinite).Order()];

    private double ShareOfBuild(double statistic)
    {
        var count = CountFrom(_statistics, statistic);
        return count == 0 ? 0 : statistic >= AtLeast(_statistics[^1]) ? _shares[count - 1] : double.PositiveInfinity;
    }

    private double[] RaritiesOf(PermutationTest test, int comparison)
    {
        var shares = test.SharesByStatistic();
        return
        [
            .. test.Statistics.Select((statistic, place) => Math.Min(
                statistic > 0 ? RarityByStatistic(ShareOfBuild(statistic), shares[place], comparison) : double.PositiveInfinity,
                RarityByScores(test, place, comparison))),
        ];
    }

    private double RarityByStatistic(double shareOfBuild, double shareOfComparison, int comparison) =>
        Math.Min(Rarity(shareOfBuild, PartOfBuild), OwnRarity(shareOfComparison, PartOfComparison, comparison));

    private double RarityByScores(PermutationTest test, int place, int comparison) =>
        OwnRarity(_hasOwn[comparison] ? test.SharesByScores[place] : 1, PartOfScores, comparison);

    private double OwnRarity(double share, double part, int comparison) =>
        _hasOwn[comparison] ? Rarity(_tests.Length * share, part) : double.PositiveInfinity;

    // What is expected once or more in an unchanged build is no evidence.
    private static double Rarity(double expected, double part) => expected <= 1 ? expected / part : double.PositiveInfinity;
}
