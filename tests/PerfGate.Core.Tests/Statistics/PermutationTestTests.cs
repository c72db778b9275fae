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
        Assert.All(all.Where(statistic => statistic > 1e-6), statistic =>
            Assert.Equal(all.Count(other => other >= statistic - 1e-9) / (double)all.Length, test.ShareFrom(statistic - 1e-9), 9));
        Assert.Equal(Statistic(pooled[..x], pooled[x..], lowest), test.Statistic, 6);
        Assert.Equal(test.ShareFrom(test.Statistic), test.ShareOfSeen(), 9);
    }, iter: 200);

    [Fact]
    public void What_is_not_larger_is_no_evidence()
    {
        var test = new PermutationTest([1, 2, 3, 4], [5, 6, 7, 8], (4, 4), Prior, Degrees);

        Assert.True(test.Statistic < 0);
        Assert.Equal(1, test.ShareFrom(test.Statistic));
    }

    [Fact]
    public void Nothing_apart_is_one_arrangement_of_all() => Assert.Equal(
        1 / 252.0, new PermutationTest([9, 9.1, 9.2, 9.3, 9.4], [1, 1.1, 1.2, 1.3, 1.4], (3, 3), Prior, Degrees) is var test ? test.ShareFrom(test.Statistic) : 0, 12);

    [Fact]
    public void Adding_the_same_to_all_changes_nothing() => Gen.Select(Gen.Double[0, 5].Array[10], Gen.Double[-20, 20]).Sample((values, by) =>
    {
        var here = new PermutationTest(values[..5], values[5..], (3, 3), Prior, Degrees);
        var there = new PermutationTest([.. values[..5].Select(v => v + by)], [.. values[5..].Select(v => v + by)], (3, 3), Prior, Degrees);

        return Math.Abs(here.Statistic - there.Statistic) < 1e-6;
    });

    // As the definition says it: the difference of means over its standard error, whose variance is drawn towards the prior.
    private static double Statistic(double[] x, double[] y, int lowest)
    {
        double[] ofX = [.. x.Order().Take(lowest)], ofY = [.. y.Order().Take(lowest)];
        var squares = ofX.Sum(v => Math.Pow(v - ofX.Average(), 2)) + ofY.Sum(v => Math.Pow(v - ofY.Average(), 2));
        return (ofX.Average() - ofY.Average()) / Math.Sqrt(((Degrees * Prior * Prior) + squares) / (Degrees + (2 * lowest) - 2) * (2.0 / lowest));
    }
}
