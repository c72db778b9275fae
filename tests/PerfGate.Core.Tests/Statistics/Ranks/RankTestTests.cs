using CsCheck;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics.Ranks;

public class RankTestTests
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
        foreach (var scores in ScoresFor(x + y))
        {
            var test = new IndependentRankTest(x, y, scores);
            // Which of the ranks belong to y, as bits; the p-value is the share of arrangements with as high a score.
            var arrangements = Enumerable.Range(0, 1 << (x + y)).Where(bits => int.PopCount(bits) == y).ToArray();
            var sums = arrangements.Select(bits => Enumerable.Range(0, Math.Min(scores.Length, x + y)).Where(rank => (bits >> rank & 1) == 1).Sum(rank => scores[rank])).ToArray();
            for (var i = 0; i < arrangements.Length; i += Math.Max(1, arrangements.Length / 50))
            {
                var asHigh = sums.Count(sum => sum >= sums[i]);
                var (xs, ys) = Samples(arrangements[i], x + y);

                Assert.Equal(asHigh / (double)sums.Length, test.PValueGreater(xs, ys), 9);
            }
        }
    }

    [Theory]
    // A thousand values have more arrangements than a double can hold.
    [InlineData(500, 500)]
    [InlineData(600, 600)]
    [InlineData(40, 1500)]
    public void P_values_of_many_values_are_near_the_normal_distributions(int x, int y)
    {
        foreach (var scores in (int[][])[RankScores.Normal(x + y), RankScores.LowerTail((x + y) / 5)])
        {
            var test = new IndependentRankTest(x, y, scores);
            double[] all = [.. scores.Concat(Enumerable.Repeat(0, x + y)).Take(x + y).Select(score => (double)score)];
            var (mean, variance) = (all.Average(), all.Average(score => score * score));
            var deviation = Math.Sqrt(x * (double)y / (x + y - 1) * (variance - (mean * mean)));
            foreach (var shift in (double[])[0, 0.1, 0.2, 0.4])
            {
                double[] xs = [.. Draws.Even(new Random(x), x).Select(value => value + shift)], ys = [.. Draws.Even(new Random(-y), y)];
                var order = xs.Select(value => (value, isY: false)).Concat(ys.Select(value => (value, isY: true))).OrderBy(v => v.value).ToArray();
                var z = (order.Select((v, rank) => v.isY ? all[rank] : 0).Sum() - (y * mean) - 0.5) / deviation;
                var p = test.PValueGreater(xs, ys);

                Assert.InRange(p, double.Epsilon, 1);
                // In its far tail the normal distribution is no good measure.
                Assert.InRange(Math.Log(p) / Math.Log(UpperTail(z)), z > 6 ? 0.8 : 0.9, z > 6 ? 1.25 : 1.1);
            }
        }

        static double UpperTail(double z) => PerfGate.Statistics.ChangePoints.Normal.UpperTail(z);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void P_values_in_blocks_agree_with_counting_every_order_of_every_block(int launches) =>
        // Few distinct values, so that there are ties within blocks and between them.
        Gen.Select(Gen.Int[1, 9].Array[launches], Gen.Int[1, 9].Array[launches]).Sample((a, b) =>
        {
            double[] x = [.. a.Select(v => (double)v)];
            double[] y = [.. b.Select(v => (double)v)];
            return ScoresFor(2 * launches).All(scores =>
            {
                var means = MeanScores([.. x, .. y], scores);
                int[] sums = [0];
                var start = 0;
                foreach (var size in Blocks.Of(launches))
                {
                    int[] block = [.. x.AsSpan(start, size).ToArray().Concat(y.AsSpan(start, size).ToArray()).Select(v => means[v])];
                    var ofBlock = Enumerable.Range(0, 1 << (2 * size)).Where(bits => int.PopCount(bits) == size)
                        .Select(bits => block.Where((_, i) => (bits >> i & 1) == 1).Sum()).ToArray();
                    sums = [.. sums.SelectMany(sum => ofBlock.Select(more => sum + more))];
                    start += size;
                }

                var seen = y.Sum(v => means[v]);
                return Math.Abs((sums.Count(sum => sum >= seen) / (double)sums.Length) - new BlockRankTest(launches, scores).PValueGreater(x, y)) < 1e-9;
            });
        }, iter: 30);

    [Fact]
    public void Blocks_that_differ_from_each_other_do_not_hide_a_slowdown_measured_in_turn()
    {
        // The machine becomes three times as slow from block to block, and the candidate is always 10 % above.
        double[] y = [.. Enumerable.Range(0, 24).Select(launch => Math.Pow(3, launch / 6) * (1 + (0.001 * (launch % 6))))];
        double[] x = [.. y.Select(value => value * 1.1)];
        var design = new TestDesign(1);

        var inTurn = (design with { IsPaired = true }).For(24, 24).PValueGreater(x, y);
        Assert.InRange(inTurn, 0, 0.001);
        Assert.InRange(design.For(24, 24).PValueGreater(x, y), 10 * inTurn, 1);
    }

    [Fact]
    public void Complete_separation_gives_the_least_p_value()
    {
        var low = Enumerable.Range(1, 10).Select(i => (double)i).ToArray();
        var high = Enumerable.Range(11, 10).Select(i => (double)i).ToArray();
        foreach (var test in (IRankTest[])[
            new IndependentRankTest(10, 10, RankScores.LowerTail(20)), new BlockRankTest(10, RankScores.Normal(20)),
            new TestDesign(7).For(10, 10), new TestDesign(7, IsPaired: true).For(10, 10)])
        {
            Assert.Equal(test.LeastPValue, test.PValueGreater(high, low), 12);
        }

        Assert.Equal(1 / 184756.0, new IndependentRankTest(10, 10, RankScores.LowerTail(20)).LeastPValue, 12);
        // Blocks of six and four: 924 orders of the one, 70 of the other.
        Assert.Equal(1 / (924.0 * 70), new BlockRankTest(10, RankScores.Normal(20)).LeastPValue, 12);
    }

    [Fact]
    public void How_slow_the_slow_state_is_does_not_matter()
    {
        double[] y = [100, 101, 102, 103, 104, 105, 106, 107, 150, 160];
        double[] x = [110, 111, 112, 113, 114, 115, 116, 117, 118, 119];
        double[] slow = [.. y.Select(value => value > 140 ? value * 7 : value)];
        var test = new TestDesign(1).For(10, 10);

        Assert.Equal(test.PValueGreater(x, y), test.PValueGreater(x, slow));
    }

    [Fact]
    public void Ties_speak_against_significance() =>
        Gen.Int[1, 4].Array[3, 8].Sample(values =>
        {
            double[] x = [.. values.Select(v => (double)v)];

            return new TestDesign(1).For(x.Length, x.Length).PValueGreater(x, x) > 0.5
                && new TestDesign(1, IsPaired: true).For(x.Length, x.Length).PValueGreater(x, x) > 0.5;
        });

    [Fact]
    public void No_more_than_the_level_is_rejected_where_nothing_differs()
    {
        // Every way to share ten values out is as likely as any other, and so is every order of a block.
        var design = new TestDesign(1);
        var sides = Enumerable.Range(0, 1 << 10).Where(bits => int.PopCount(bits) == 5).Select(bits => Samples(bits, 10)).ToArray();
        var apart = sides.Select(side => design.For(5, 5).PValueGreater(side.X, side.Y)).ToArray();
        var rounds = sides.Select(side => (design with { IsPaired = true }).For(5, 5).PValueGreater(side.X, side.Y)).ToArray();
        foreach (var level in new[] { 0.01, 0.05, 0.1, 0.3, 0.5 })
        {
            Assert.True(apart.Count(p => p <= level) <= level * apart.Length);
            Assert.True(rounds.Count(p => p <= level) <= level * rounds.Length);
        }
    }

    [Fact]
    public void More_launches_and_large_builds_can_still_reach_their_level()
    {
        foreach (var design in new[] { 1, 7, 50, 1000 }.SelectMany(count => new[] { new TestDesign(count), new TestDesign(count, IsPaired: true) }))
        {
            Assert.InRange(LaunchPlan.Least(design.Level, design), 4, design.IsPaired ? 20 : 12);
            Assert.True(design.For(100, 100).LeastPValue < design.Level);
        }
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(8, 40)]
    [InlineData(40, 8)]
    [InlineData(8, 200)]
    public void The_lowest_launches_can_reach_the_level_however_many_of_them_are_whose(int x, int y)
    {
        var design = new TestDesign(7) { ShareOfAll = 0 };

        Assert.InRange(design.For(x, y).LeastPValue, 0, design.Level);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void The_error_is_shared_between_both_parts(double shareOfAll)
    {
        var random = new Random(5);
        var design = new TestDesign(7) { ShareOfAll = shareOfAll };
        for (var i = 0; i < 50; i++)
        {
            double[] x = [.. Draws.Even(random, 12).Select(v => v * 1.02)];
            var y = Draws.Even(random, 12);
            var (ofLowest, ofAll) = (design.Lowest(12, 12).PValueGreater(x, y), design.All(12, 12).PValueGreater(x, y));

            Assert.Equal(
                shareOfAll switch { 0 => ofLowest, 1 => ofAll, _ => Math.Min(1, 2 * Math.Min(ofLowest, ofAll)) },
                design.For(12, 12).PValueGreater(x, y), 12);
        }
    }

    private static IEnumerable<int[]> ScoresFor(int all) =>
        [.. new[] { 1, 3, 7, 16 }.Select(depth => RankScores.LowerTail(Math.Min(depth, all))), RankScores.Normal(all)];

    private static Dictionary<double, int> MeanScores(double[] values, int[] scores) => values
        .Order()
        .Select((value, rank) => (value, score: rank < scores.Length ? scores[rank] : 0))
        .GroupBy(pair => pair.value, pair => pair.score)
        .ToDictionary(group => group.Key, group => (int)Math.Round(group.Average()));

    private static (double[] X, double[] Y) Samples(int bits, int all) => (
        [.. Enumerable.Range(0, all).Where(rank => (bits >> rank & 1) == 0).Select(rank => rank + 1.0)],
        [.. Enumerable.Range(0, all).Where(rank => (bits >> rank & 1) == 1).Select(rank => rank + 1.0)]);
}
