using CsCheck;
using PerfGate.Statistics.Permutations;
using PerfGate.Statistics.Ranks;
using static PerfGate.Core.Tests.Statistics.Permutations.Builds;

namespace PerfGate.Core.Tests.Statistics.Permutations;

public class BuildTestTests
{
    private const double Alpha = 0.01;

    [Theory]
    [InlineData(2, 9, false, false)]
    [InlineData(3, 3, true, false)]
    [InlineData(6, 6, true, false)]
    [InlineData(7, 7, true, true)]
    [InlineData(8, 8, true, true)]
    [InlineData(9, 9, true, true)]
    [InlineData(64, 64, true, true)]
    [InlineData(64, 65, false, true)]
    [InlineData(3, 18, true, false)]
    [InlineData(5, 33, false, false)]
    public void It_is_for_all_but_very_many_launches_and_very_few_beside_many(int x, int y, bool suits, bool decides) =>
        Assert.Equal((suits, decides), (BuildTest.Suits(x, y), BuildTest.Decides(x, y)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_clear_slowdown_of_a_large_build_is_seen_where_ranks_could_not_be_rare_enough(bool isEven)
    {
        var build = Build(60, 7, isEven ? Draws.Even : Draws.Mild);
        build[17] = build[17] with { X = [.. build[17].Y.Select((v, i) => v * (1.6 + (i * 0.001)))] };

        // The least p-value of ranks, 1 of 3432, is too large for sixty comparisons.
        Assert.True(60 * new TestDesign(60).For(7, 7).LeastPValue > Alpha);
        Assert.Equal([17], Rejected(build));
    }

    [Fact]
    public void How_slow_a_slow_state_is_does_not_matter()
    {
        double PValueWith(double slow)
        {
            var build = Build(7, 8, Draws.Contaminated);
            build[2] = Apart([101, 102, 103, 104, 105, 106, 107, slow], [100, 101.5, 102.5, 103.5, 99, 98, slow + 1, slow + 2]);
            return new BuildTest(build, 7).PValue(2);
        }

        Assert.InRange(PValueWith(140), 0.001, 0.2);
        Assert.Equal(PValueWith(140), PValueWith(300), 9);
    }

    [Fact]
    public void What_most_launches_show_counts_where_the_lowest_of_both_sides_agree()
    {
        var build = Build(7, 8, Draws.Contaminated);
        build[2] = Apart([104.5, 110, 115, 116, 117, 118, 119, 120], [100, 101, 102, 103, 104, 104.2, 104.3, 105]);

        Assert.True(ShareOfLowest(build[2]) > Alpha, "the lowest third alone would not do");
        Assert.Equal([2], Rejected(build));
    }

    [Theory]
    [InlineData(8, 0.5)]
    [InlineData(16, 0.25)]
    public void The_fewer_launches_the_less_they_can_tell_that_all_ranks_say_nothing(int launches, double least)
    {
        double PValue(double shareOfAll)
        {
            var build = Build(7, launches, Draws.Contaminated);
            build[2] = build[2] with { X = [.. build[2].X.Select(v => v * 1.02)], Design = new TestDesign(7) { ShareOfAll = shareOfAll } };
            return new BuildTest(build, 7).PValue(2);
        }

        Assert.Equal(PValue(least), PValue(0));
        Assert.NotEqual(PValue(least), PValue(0.98));
    }

    [Theory]
    [InlineData(true, 0.5)]
    [InlineData(false, 0.2)]
    public void Where_launches_do_not_decide_a_t_test_has_a_part_of_the_error(bool isEven, double part)
    {
        var isBetter = Enumerable.Range(0, 30).Select(seed =>
        {
            var random = new Random(seed);
            var (x, y) = (Logs(Draws.Even(random, 6), 0.03), Logs(Draws.Even(random, 6)));
            double[][] pooled = [[.. x.Concat(y).Order()]];
            var ((deviations, degrees), lowest) = isEven ? (LaunchSpread.Even(pooled), 6) : (LaunchSpread.Contaminated(pooled), 3);
            var exact = ShareOfSeen(new PermutationTest(x, y, Arrangements.Of(6, 6, 1000, 1000), (lowest, lowest), deviations[0], degrees)) / (1 - part);
            var moderated = new ModeratedT([(x, y)]).PValueGreater(0) / part;

            Assert.Equal(Math.Min(exact, moderated), new BuildTest([Apart([.. x.Select(v => Math.Exp(v))], [.. y.Select(v => Math.Exp(v))])], 1, 1, isEven).PValue(0), 6);
            return moderated < exact;
        }).ToHashSet();

        Assert.Equal(2, isBetter.Count);

        static double[] Logs(double[] values, double shift = 0) => [.. values.Select(v => Math.Log(v) + shift)];
    }

    [Fact]
    public void What_was_found_makes_room_for_the_next()
    {
        var build = Build(60, 7, Draws.Even);
        int[] slower = [.. Enumerable.Range(0, 40)];
        foreach (var i in slower)
        {
            build[i] = build[i] with { X = [.. build[i].Y.Select((v, k) => v * (1.6 + (k * 0.001)))] };
        }

        // Each takes an arrangement of 3432, and no more than 34 would do at once.
        Assert.Equal(slower, Rejected(build));
    }

    [Fact]
    public void Where_nothing_differs_no_more_is_rejected_than_the_level_says()
    {
        // Every way to share fourteen launches out is as likely as any other; those of the other comparison stay as they are, not rejected.
        var others = Build(1, 7, Draws.Contaminated)[0];
        double[] values = [.. others.Y, .. Draws.Contaminated(new Random(5), 7)];
        var pValues = Enumerable.Range(0, 1 << 14).Where(bits => int.PopCount(bits) == 7).Select(bits => new BuildTest(
            [
                Apart([.. values.Where((_, i) => (bits >> i & 1) == 1)], [.. values.Where((_, i) => (bits >> i & 1) == 0)]),
                Apart(others.Y, others.X),
            ], 2).Adjusted[0]).ToArray();

        Assert.Equal(3432, pValues.Length);
        Assert.All([0.002, 0.01, 0.05, 0.1, 0.3], level => Assert.True(pValues.Count(p => p <= level) <= level * pValues.Length, $"{level}"));
        Assert.Contains(pValues, p => p <= Alpha);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(9, 16)]
    public void Both_comparisons_together_keep_the_level(int x, int y)
    {
        var random = new Random(11);
        var builds = Enumerable.Range(0, 3000).Select(_ => new BuildTest(
            [.. Enumerable.Range(0, 4).Select(_ => Apart(Draws.Contaminated(random, x), Draws.Contaminated(random, y)))], 4).Adjusted.Min()).ToArray();

        // Within three standard deviations of chance.
        Assert.All([0.05, 0.1, 0.2], level => Assert.InRange(
            builds.Count(p => p <= level) / 3000.0, 0, level + (3 * Math.Sqrt(level * (1 - level) / 3000))));
        Assert.True(builds.Count(p => p <= 0.2) > 0.08 * 3000, "it does see chance");
    }

    [Fact]
    public void A_share_of_the_error_is_what_a_look_may_spend()
    {
        var build = Build(3, 7, Draws.Even);
        build[0] = build[0] with { X = [.. build[0].X.Select(v => v * 1.1)] };

        Assert.Equal(20, new BuildTest(build, 3, share: 0.05).Adjusted[0] / new BuildTest(build, 3).Adjusted[0], 6);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(1, 7)]
    [InlineData(2, 20)]
    public void However_little_may_be_spent_enough_arrangements_are_drawn(int tested, int comparisons)
    {
        var build = Build(tested, 12, Draws.Contaminated);
        build[0] = build[0] with { X = [.. build[0].X.Select(v => v * 3)] };

        Assert.InRange(new BuildTest(build, comparisons, share: 0.05, isEven: false).Adjusted[0], 0, Alpha);
    }

    [Fact]
    public void What_is_known_of_the_noise_decides_which_launches_count()
    {
        // Apart in their lowest only.
        var build = new[] { Apart([110, 111, 112, 113, 114, 115, 150, 151, 152], [100, 101, 102, 140, 141, 142, 143, 144, 145]) };
        double PValue(bool? isEven) => new BuildTest(build, 1, isEven: isEven).PValue(0);

        Assert.True(PValue(isEven: false) < PValue(isEven: true) / 2, $"{PValue(false)} {PValue(true)}");
        Assert.Contains(PValue(null), (double[])[PValue(false), PValue(true)]);
    }

    [Fact]
    public void A_level_that_no_drawn_arrangement_reaches_is_reached_by_ranks()
    {
        var build = Build(3, 20, Draws.Even);
        build[1] = build[1] with { X = [.. build[1].X.Select(v => v * 2)] };
        var tests = new BuildTest(build, 3);

        Assert.InRange(tests.Adjusted[1], 0, 1e-6);
        Assert.InRange(tests.PValue(1), 0, 1e-6);
        Assert.True(tests.Adjusted[0] > 0.05 && tests.Adjusted[2] > 0.05);
    }

    [Fact]
    public void Comparisons_that_others_test_take_their_part_of_the_error()
    {
        var build = Build(3, 7, Draws.Even);

        Assert.All(
            new BuildTest(build, 3).Adjusted.Zip(new BuildTest(build, 6).Adjusted),
            pair => Assert.True(pair.Second >= Math.Min(1, 2 * pair.First) - 1e-12));
    }

    [Fact]
    public void P_values_lie_between_0_and_1_and_correcting_lowers_none() => Gen.Select(Gen.Double[90, 160].Array[12], Gen.Double[90, 160].Array[16]).Sample((a, b) =>
    {
        var tests = new BuildTest([Apart(a[..6], a[6..]), Apart(b[..8], b[8..])], 2);

        return Enumerable.Range(0, 2).All(i => tests.PValue(i) is > 0 and <= 1 && tests.Adjusted[i] <= 1 && tests.Adjusted[i] >= tests.PValue(i) - 1e-12);
    }, iter: 300);

    [Fact]
    public void Neither_scale_nor_the_order_of_launches_matters() => Gen.Select(Gen.Double[90, 160].Array[10], Gen.Double[90, 160].Array[10], Gen.Double[0.01, 1000]).Sample((a, b, by) =>
    {
        var here = new BuildTest([Apart(a[..5], a[5..]), Apart(b[..5], b[5..])], 2).Adjusted;
        var there = new BuildTest([Apart([.. a[..5].Reverse().Select(v => v * by)], [.. a[5..].Reverse().Select(v => v * by)]), Apart(b[..5], b[5..])], 2).Adjusted;

        return here.Zip(there).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6);
    }, iter: 300);

    [Fact]
    public void What_is_common_has_the_p_value_of_its_place_among_its_own_arrangements()
    {
        var build = Build(7, 7, Draws.Even);
        double[] values = [.. build[3].X.Concat(build[3].Y)];
        var pValues = Enumerable.Range(0, 1 << 14).Where(bits => int.PopCount(bits) == 7).Where((_, i) => i % 17 == 0).Select(bits =>
        {
            build[3] = Apart([.. values.Where((_, i) => (bits >> i & 1) == 1)], [.. values.Where((_, i) => (bits >> i & 1) == 0)]);
            return new BuildTest(build, 7).PValue(3);
        }).ToArray();

        // As many are small as large, up to the largest.
        Assert.All([0.1, 0.3, 0.5, 0.7, 0.9], level => Assert.InRange(pValues.Count(p => p <= level) / (double)pValues.Length, level - 0.1, level + 0.1));
    }

    [Fact]
    public void What_is_rare_among_its_own_arrangements_is_seen_beside_clearer_slowdowns()
    {
        foreach (var seed in Enumerable.Range(0, 4))
        {
            var random = new Random(seed);
            var build = Build(7, 8, (_, n) => Draws.Contaminated(random, n));
            foreach (var clear in Enumerable.Range(0, 3))
            {
                build[clear] = build[clear] with { X = [.. build[clear].Y.Select((v, i) => v * (1.6 + (i * 0.001)))] };
            }

            // Normal scores see the baseline's highest launch, and the clear ones' arrangements come first among all of the build.
            build[6] = Apart([107.1, 108, 109, 110, 111, 112, 113, 114], [100, 101, 102, 103, 104, 105, 106, 116]);
            Assert.Contains(6, Rejected(build));
        }
    }

    [Fact]
    public void Comparisons_that_are_copies_at_another_scale_are_as_rare()
    {
        double[] PValues(double scale)
        {
            var build = Build(4, 7, Draws.Contaminated);
            build[0] = build[0] with { X = [.. build[0].X.Select(v => v * 1.3)] };
            build[1] = Apart([.. build[0].X.Select(v => v * scale)], [.. build[0].Y.Select(v => v * scale)]);
            return [.. new BuildTest(build, 4).Adjusted];
        }

        Assert.Equal(PValues(1)[0], PValues(1)[1]);
        Assert.All([0.37, 1.1, 3.7, 1000], scale => Assert.Equal(PValues(1), PValues(scale)));
    }

    [Fact]
    public void Launches_that_are_all_alike_are_no_evidence() =>
        Assert.Equal([1, 1], new BuildTest([Apart([7, 7, 7, 7, 7], [7, 7, 7, 7, 7]), Apart([7, 7, 7], [7, 7, 7])], 2).Adjusted);

    private static double ShareOfLowest(Sides sides) => ShareOfSeen(
        new PermutationTest([.. sides.X.Select(v => Math.Log(v))], [.. sides.Y.Select(v => Math.Log(v))], Arrangements.Of(8, 8, 13_000, 13_000), (3, 3)));

    private static double ShareOfSeen(PermutationTest test) =>
        test.Statistics.Count(statistic => statistic >= test.Statistics[test.Seen] - 1e-12) / (double)test.Statistics.Length;

    private static int[] Rejected(Sides[] build) =>
        [.. new BuildTest(build, build.Length).Adjusted.Index().Where(p => p.Item <= Alpha).Select(p => p.Index)];
}
