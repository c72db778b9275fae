using CsCheck;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class PermutationTestTests
{
    private const double Prior = 0.3;
    private const double Degrees = 2;

    [Fact]
    public void Shares_agree_with_counting_every_arrangement() => Gen.Select(Gen.Int[3, 6], Gen.Int[3, 6], Gen.Int[1, 3], Gen.Double[0, 5].Array[12]).Sample((x, y, lowest, values) =>
    {
        var pooled = values[..(x + y)];
        var test = new PermutationTest(pooled[..x], pooled[x..], (lowest, lowest), Prior, Degrees);
        var all = Enumerable.Range(0, 1 << (x + y)).Where(bits => int.PopCount(bits) == x).Select(bits => Statistic(
            [.. pooled.Where((_, i) => (bits >> i & 1) == 1)], [.. pooled.Where((_, i) => (bits >> i & 1) == 0)], lowest)).ToArray();

        Assert.Equal(PermutationTest.Arrangements(x, y), all.Length, 6);
        Assert.Equal(all.Order(), test.Statistics.Order(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(Statistic(pooled[..x], pooled[x..], lowest), test.Statistics[test.Seen], 6);
        // Statistics that differ by less than rounding may count as one or as two.
        Assert.All(test.Statistics.Zip(test.SharesByStatistic()), pair =>
            Assert.InRange(pair.Second * all.Length, all.Count(other => other >= pair.First + 1e-9) - 1e-6, all.Count(other => other >= pair.First - 1e-9) + 1e-6));
    }, iter: 200);

    [Fact]
    public void Shares_by_scores_are_those_of_the_rank_test() => Gen.Select(Gen.Int[3, 6], Gen.Int[3, 6], Gen.Int[0, 9].Array[12]).Sample((x, y, values) =>
    {
        double[] ofX = [.. values[..x].Select(v => (double)v)], ofY = [.. values[x..(x + y)].Select(v => (double)v)];
        var test = new PermutationTest(ofX, ofY, (3, 3), Prior, Degrees);

        // Equal values too, which count as if x's were the smaller.
        Assert.Equal(new TestDesign(1).All(x, y).PValueGreater(ofX, ofY), test.SharesByScores[test.Seen], 12);
        Assert.Equal(test.Statistics.Length, test.SharesByScores.Length);
    }, iter: 200);

    [Fact]
    public void What_is_not_larger_is_the_last_of_all()
    {
        var test = new PermutationTest([1, 2, 3, 4], [5, 6, 7, 8], (4, 4), Prior, Degrees);

        Assert.True(test.Statistics[test.Seen] < 0);
        Assert.Equal(1, test.SharesByStatistic()[test.Seen]);
    }

    [Fact]
    public void Nothing_apart_is_one_arrangement_of_all()
    {
        var test = new PermutationTest([9, 9.1, 9.2, 9.3, 9.4], [1, 1.1, 1.2, 1.3, 1.4], (3, 3), Prior, Degrees);

        Assert.Equal(1 / 252.0, test.SharesByStatistic()[test.Seen], 12);
        Assert.Equal(1 / 252.0, test.SharesByScores[test.Seen], 12);
    }

    [Fact]
    public void Adding_the_same_to_all_changes_nothing() => Gen.Select(Gen.Double[0, 5].Array[10], Gen.Double[-20, 20]).Sample((values, by) =>
    {
        var here = new PermutationTest(values[..5], values[5..], (3, 3), Prior, Degrees);
        var there = new PermutationTest([.. values[..5].Select(v => v + by)], [.. values[5..].Select(v => v + by)], (3, 3), Prior, Degrees);

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
