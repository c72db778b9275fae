using CsCheck;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class LowerTailTestTests
{
    public static TheoryData<int, int> AllSizesUpToEight()
    {
        var data = new TheoryData<int, int>();
        for (var x = 1; x <= 8; x++)
        {
            for (var y = 1; y <= 8; y++)
            {
                data.Add(x, y);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(AllSizesUpToEight))]
    public void P_values_agree_with_counting_every_arrangement(int x, int y)
    {
        foreach (var depth in new[] { 1, 3, 7, 16 })
        {
            var test = new LowerTailTest(x, y, depth);
            // Which of the ranks belong to y, as bits; the p-value is the share of arrangements with as high a score.
            var arrangements = Enumerable.Range(0, 1 << (x + y)).Where(bits => int.PopCount(bits) == y).ToArray();
            var scores = arrangements.Select(bits => Score(bits, x + y, depth)).ToArray();
            var sorted = scores.Order().ToArray();
            for (var i = 0; i < arrangements.Length; i += Math.Max(1, arrangements.Length / 50))
            {
                var asHigh = scores.Length - FirstAtLeast(sorted, scores[i]);
                var (xs, ys) = Samples(arrangements[i], x + y);

                Assert.Equal(asHigh / (double)scores.Length, test.PValueGreater(xs, ys), 9);
            }
        }
    }

    [Fact]
    public void Complete_separation_gives_the_least_p_value()
    {
        var test = new LowerTailTest(10, 10, 20);

        Assert.Equal(1 / 184756.0, test.LeastPValue, 12);
        Assert.Equal(test.LeastPValue, test.PValueGreater([.. Enumerable.Range(11, 10).Select(i => (double)i)], [.. Enumerable.Range(1, 10).Select(i => (double)i)]), 12);
    }

    [Fact]
    public void How_slow_the_slow_state_is_does_not_matter()
    {
        double[] y = [100, 101, 102, 103, 104, 105, 106, 107, 150, 160];
        double[] x = [110, 111, 112, 113, 114, 115, 116, 117, 118, 119];
        double[] slow = [.. y.Select(value => value > 140 ? value * 7 : value)];
        var test = new LowerTailTest(10, 10, 8);

        Assert.Equal(test.PValueGreater(x, y), test.PValueGreater(x, slow));
    }

    [Fact]
    public void Ties_speak_against_significance() =>
        Gen.Int[1, 4].Array[3, 8].Sample(values =>
        {
            double[] x = [.. values.Select(v => (double)v)];

            return new LowerTailTest(x.Length, x.Length, 6).PValueGreater(x, x) > 0.5;
        });

    [Fact]
    public void More_launches_and_large_builds_can_still_reach_their_level()
    {
        foreach (var comparisons in new[] { 1, 7, 50, 1000 })
        {
            var depth = LowerTailTest.DepthFor(comparisons);
            var launches = LaunchPlan.Least(0.01 / comparisons, depth);

            Assert.InRange(launches, 4, 12);
            Assert.True(new LowerTailTest(100, 100, depth).LeastPValue < 0.01 / comparisons);
        }
    }

    private static double Score(int bits, int all, int depth)
    {
        var looked = Math.Min(Math.Max(depth, all / 5), all);
        return Enumerable.Range(0, looked).Where(rank => (bits >> rank & 1) == 1)
            .Sum(rank => Math.Round(100 * Math.Pow(1 - (rank / (double)looked), 2)));
    }

    private static (double[] X, double[] Y) Samples(int bits, int all) => (
        [.. Enumerable.Range(0, all).Where(rank => (bits >> rank & 1) == 0).Select(rank => rank + 1.0)],
        [.. Enumerable.Range(0, all).Where(rank => (bits >> rank & 1) == 1).Select(rank => rank + 1.0)]);

    private static int FirstAtLeast(double[] sorted, double value)
    {
        var index = 0;
        while (sorted[index] < value)
        {
            index++;
        }

        return index;
    }
}
