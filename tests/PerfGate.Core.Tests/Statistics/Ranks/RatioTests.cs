using CsCheck;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics.Ranks;

public class RatioTests
{
    private static readonly TestDesign Design = new(7);

    private static readonly Gen<double[]> Values = Gen.Double[50, 200].Array[4, 12];

    [Theory]
    [InlineData(0)]
    [InlineData(0.98)]
    public void The_estimate_lies_within_the_interval_of_the_part_that_decides(double shareOfAll)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var estimate = new RatioEstimate(Draws.Even(random, 12), Draws.Even(random, 12), Design with { ShareOfAll = shareOfAll });
            var interval = estimate.Interval(0.2);

            Assert.InRange(estimate.Ratio, interval.Lower, interval.Upper);
        }
    }

    [Fact]
    public void Swapping_the_sides_inverts_the_ratio_and_its_interval() =>
        Gen.Select(Values, Values).Sample((x, y) =>
        {
            var there = new RatioEstimate(x, y, Design);
            var back = new RatioEstimate(y, x, Design);

            return Close(there.Ratio * back.Ratio, 1)
                && (there.Lower(0.1) == 0 ? double.IsInfinity(back.Upper(0.1)) : Close(there.Lower(0.1) * back.Upper(0.1), 1));
        });

    [Fact]
    public void Scaling_both_sides_changes_nothing() =>
        // By powers of two, which round nothing: a tie stays a tie.
        Gen.Select(Values, Values, Gen.Int[-20, 20]).Sample((x, y, power) =>
        {
            var scale = Math.Pow(2, power);
            var plain = RatioTest.Compare(x, y, 0.05, 0.01, Design);
            var scaled = RatioTest.Compare([.. x.Select(v => v * scale)], [.. y.Select(v => v * scale)], 0.05, 0.01, Design);

            return Close(plain.Ratio, scaled.Ratio) && Math.Abs(plain.PSlower - scaled.PSlower) < 1e-9;
        });

    [Fact]
    public void The_interval_excludes_exactly_what_the_test_rejects() =>
        Gen.Select(Values, Values, Gen.Double[0.5, 2], Gen.Double[0.001, 0.2]).Sample((x, y, ratio, alpha) =>
        {
            var rejected = RatioTest.Compare(x, y, ratio - 1, alpha, Design).PSlower <= alpha;

            return rejected == new RatioEstimate(x, y, Design).Lower(alpha) > ratio;
        });

    [Fact]
    public void The_detectable_effect_is_what_would_just_have_been_called()
    {
        double[] baseline = [100, 101, 103, 99, 104, 98, 102, 105];
        var test = RatioTest.Compare(baseline, baseline, 0.05, 0.01, Design);

        Assert.True(Slowed(test.MinimumDetectableEffect * 1.001).PSlower <= 0.01);
        Assert.False(Slowed(test.MinimumDetectableEffect * 0.999).PSlower <= 0.01);

        RatioTest Slowed(double effect) => RatioTest.Compare([.. baseline.Select(v => v * (1 + effect))], baseline, 0.05, 0.01, Design);
    }

    [Fact]
    public void Too_few_launches_detect_nothing_and_say_so()
    {
        var test = RatioTest.Compare([900, 901], [100, 101], 0.05, 0.01, Design);

        Assert.True(test.LeastPValue > 0.01);
        Assert.True(double.IsPositiveInfinity(test.MinimumDetectableEffect));
    }

    [Fact]
    public void Holm_agrees_with_an_example_worked_by_hand() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005], 4).Select(p => Math.Round(p, 10)));

    [Fact]
    public void Hypotheses_that_are_tested_elsewhere_have_their_part_of_the_error() =>
        Assert.Equal([0.06, 0.03], Holm.Adjust([0.03, 0.01], 3).Select(p => Math.Round(p, 10)));

    [Fact]
    public void Holm_keeps_the_order_and_never_lowers_a_p_value() =>
        Gen.Double[0, 1].Array[1, 20].Sample(p =>
        {
            var adjusted = Holm.Adjust(p, p.Length);

            return p.Zip(adjusted).All(pair => pair.Second >= pair.First && pair.Second <= 1)
                && Enumerable.Range(0, p.Length).All(i => Enumerable.Range(0, p.Length).All(j => p[i] > p[j] || adjusted[i] <= adjusted[j]));
        });

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Abs(b);
}
