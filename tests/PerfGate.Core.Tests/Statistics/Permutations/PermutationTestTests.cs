using CsCheck;
using PerfGate.Statistics.Permutations;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics.Permutations;

public class PermutationTestTests
{
    private const double Prior = 0.3;
    private const double Degrees = 2;
    private const int Most = 20_000;

    [Fact]
    public void Statistics_are_those_of_every_arrangement() => Gen.Select(Gen.Int[3, 6], Gen.Int[3, 6], Gen.Int[2, 3], Gen.Double[0, 5].Array[12]).Sample((x, y, lowest, values) =>
    {
        var pooled = values[..(x + y)];
        var test = new PermutationTest(pooled[..x], pooled[x..], Arrangements.Of(x, y, Most, Most), (lowest, lowest), Prior, Degrees);
        var all = Enumerable.Range(0, 1 << (x + y)).Where(bits => int.PopCount(bits) == x).Select(bits => Statistic(
            [.. pooled.Where((_, i) => (bits >> i & 1) == 1)], [.. pooled.Where((_, i) => (bits >> i & 1) == 0)], lowest)).ToArray();

        Assert.Equal(Arrangements.Count(x, y), all.Length, 6);
        Assert.Equal(all.Order(), test.Statistics.Order(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(Statistic(pooled[..x], pooled[x..], lowest), test.Statistics[test.Seen], 6);
    }, iter: 200);

    [Theory]
    [InlineData(20_000)]
    [InlineData(10)]
    public void Shares_by_ranks_are_those_of_the_rank_test(int most) => Gen.Select(Gen.Int[3, 6], Gen.Int[3, 6], Gen.Int[0, 9].Array[12]).Sample((x, y, values) =>
    {
        double[] ofX = [.. values[..x].Select(v => (double)v)], ofY = [.. values[x..(x + y)].Select(v => (double)v)];
        var test = new PermutationTest(ofX, ofY, Arrangements.Of(x, y, most, most), (3, 3), Prior, Degrees);
        var all = (IndependentRankTest)new TestDesign(1).All(x, y);

        // Equal values too, which count as if x's were the smaller.
        Assert.Equal(all.PValueGreater(ofX, ofY), test.SharesBy(all)[test.Seen], 12);
    }, iter: 200);

    [Fact]
    public void Where_arrangements_are_drawn_the_one_that_was_seen_is_the_last_of_them()
    {
        double[] x = [.. Enumerable.Range(0, 12).Select(i => 10 + (0.1 * i))], y = [.. Enumerable.Range(0, 12).Select(i => 1 + (0.1 * i))];
        var test = new PermutationTest(x, y, Arrangements.Of(12, 12, 500, 500), (3, 3), Prior, Degrees);

        Assert.Equal(501, test.Statistics.Length);
        Assert.Equal(500, test.Seen);
        Assert.Equal(Statistic(x, y, 3), test.Statistics[500], 6);
        Assert.True(test.Statistics[500] > test.Statistics.Take(500).Max());
    }

    [Fact]
    public void Values_closer_together_than_clocks_tick_are_no_evidence_of_little_noise()
    {
        var arrangements = Arrangements.Of(3, 3, Most, Most);
        double StatisticWith(double by) => new PermutationTest([1 + by, 1 + by, 1 + by], [1, 1, 1], arrangements, (3, 3)) is var test ? test.Statistics[test.Seen] : 0;

        Assert.InRange(StatisticWith(1e-5), 1, 1.5);
        Assert.InRange(StatisticWith(1e-7), 0.01, 0.015);
    }

    [Fact]
    public void Adding_the_same_to_all_changes_nothing() => Gen.Select(Gen.Double[0, 5].Array[10], Gen.Double[-20, 20]).Sample((values, by) =>
    {
        var here = new PermutationTest(values[..5], values[5..], Arrangements.Of(5, 5, Most, Most), (3, 3), Prior, Degrees);
        var there = new PermutationTest([.. values[..5].Select(v => v + by)], [.. values[5..].Select(v => v + by)], Arrangements.Of(5, 5, Most, Most), (3, 3), Prior, Degrees);

        return Math.Abs(here.Statistics[here.Seen] - there.Statistics[there.Seen]) < 1e-6
            && here.Statistics.Zip(there.Statistics).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    });

    // As the definition says it: the difference of means over its standard error, whose variance is drawn towards the prior.
    private static double Statistic(double[] x, double[] y, int lowest)
    {
        double[] ofX = [.. x.Order().Take(lowest)], ofY = [.. y.Order().Take(lowest)];
        var squares = ofX.Sum(v => Math.Pow(v - ofX.Average(), 2)) + ofY.Sum(v => Math.Pow(v - ofY.Average(), 2));
        return (ofX.Average() - ofY.Average()) / Math.Sqrt(((Degrees * Prior * Prior) + squares) / (Degrees + (2 * lowest) - 2) * (2.0 / lowest));
    }
}
