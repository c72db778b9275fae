using CsCheck;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics.Ranks;

public class NoiseShapeTests
{
    private static readonly TestDesign Design = new(7);

    [Fact]
    public void Where_launches_lie_evenly_nearly_all_the_error_goes_to_all_ranks()
    {
        var shares = Shares(_ => Draws.Even);

        Assert.All(shares, share => Assert.InRange(share, 0.5, 0.98));
        Assert.True(shares.Average() > 0.9, $"{shares.Average()}");
    }

    [Fact]
    public void Where_a_slow_state_contaminates_them_it_goes_to_the_lowest() =>
        Assert.All(Shares(_ => Draws.Contaminated), share => Assert.Equal(0, share));

    [Fact]
    public void One_benchmark_borrows_from_the_others_of_its_build()
    {
        var among = Shares(i => i == 0 ? Draws.Even : Draws.Contaminated)[0];
        var alone = NoiseShape.Suit([Side(0, Draws.Even)])[0].ShareOfAll;

        Assert.True(alone > 0.9 && among < alone - 0.3, $"{alone} alone, {among} among others");
    }

    [Fact]
    public void What_is_close_to_neither_gets_a_part_of_both()
    {
        // Half of the benchmarks of either kind: what is even by itself does not give all it has to either.
        var shares = Shares(i => i < 4 ? Draws.Even : Draws.Mild);

        Assert.Contains(shares, share => share is > 0.05 and < 0.9);
    }

    [Fact]
    public void Which_launch_is_whose_does_not_matter() =>
        Gen.Select(Gen.Double[90, 160].Array[24], Gen.Int[0, 1_000_000]).Sample((values, seed) =>
        {
            var shuffled = values.ToArray();
            new Random(seed).Shuffle(shuffled);

            return NoiseShape.Evenness(values[..12], values[12..]) == NoiseShape.Evenness(shuffled[..12], shuffled[12..])
                // How many of them are whose says nothing about the noise either.
                && NoiseShape.Evenness(values[..5], values[5..]) == NoiseShape.Evenness(shuffled[..12], shuffled[12..]);
        });

    [Fact]
    public void Scaling_does_not_matter() =>
        Gen.Double[90, 160].Array[24].Sample(values => Math.Abs(
            NoiseShape.Evenness(values[..12], values[12..])
            - NoiseShape.Evenness([.. values[..12].Select(v => v * 1000)], [.. values[12..].Select(v => v * 1000)])) < 1e-4);

    [Fact]
    public void Launches_that_are_all_alike_have_no_shape() => Assert.Equal(0, NoiseShape.Evenness([7, 7, 7, 7, 7], [7, 7, 7, 7, 7]));

    [Fact]
    public void A_build_without_comparisons_has_none() => Assert.Empty(NoiseShape.Suit([]));

    [Fact]
    public void What_it_chooses_keeps_the_level_where_nothing_differs()
    {
        // Every way to share twelve values out is as likely as any other; the other benchmarks of the build are what they are.
        var values = Draws.Even(new Random(3), 12);
        var others = Enumerable.Range(1, 3).Select(i => Side(i, Draws.Even)).ToArray();
        var pValues = Enumerable.Range(0, 1 << 12).Where(bits => int.PopCount(bits) == 6).Select(bits =>
        {
            double[] x = [.. values.Where((_, i) => (bits >> i & 1) == 0)];
            double[] y = [.. values.Where((_, i) => (bits >> i & 1) == 1)];
            return NoiseShape.Suit([(Design, x, y), .. others])[0].For(6, 6).PValueGreater(x, y);
        }).ToArray();

        Assert.All([0.002, 0.01, 0.05, 0.1, 0.3], level => Assert.True(pValues.Count(p => p <= level) <= level * pValues.Length));
        Assert.Contains(pValues, p => p <= 0.01);
    }

    private static double[] Shares(Func<int, Func<Random, int, double[]>> noise) =>
        [.. NoiseShape.Suit([.. Enumerable.Range(0, 7).Select(i => Side(i, noise(i)))]).Select(design => design.ShareOfAll)];

    private static (TestDesign Design, double[] X, double[] Y) Side(int seed, Func<Random, int, double[]> noise)
    {
        var random = new Random(seed);
        return (Design, noise(random, 20), noise(random, 20));
    }
}
