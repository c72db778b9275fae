using CsCheck;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics;

public class PairedRatioTests
{
    private static readonly Gen<(double, double)[]> Launches = Gen.Select(Gen.Double[50, 200], Gen.Double[50, 200]).Array[1, 14];

    [Fact]
    public void Swapping_the_sides_inverts_the_ratio_and_its_interval() => Launches.Sample(launches =>
    {
        var there = PairedRatio.Of(launches.Select(l => l.Item1), launches.Select(l => l.Item2));
        var back = PairedRatio.Of(launches.Select(l => l.Item2), launches.Select(l => l.Item1));

        return Close(there.Ratio * back.Ratio, 1)
            && (there.Interval.Lower == 0 ? double.IsInfinity(back.Interval.Upper) : Close(there.Interval.Lower * back.Interval.Upper, 1));
    });

    [Fact]
    public void What_slows_a_launch_as_a_whole_changes_nothing() =>
        Gen.Select(Launches, Gen.Double[0.5, 3].Array[14]).Sample((launches, slowdowns) =>
        {
            var plain = PairedRatio.Of(launches.Select(l => l.Item1), launches.Select(l => l.Item2));
            var slowed = PairedRatio.Of(launches.Select((l, i) => l.Item1 * slowdowns[i]), launches.Select((l, i) => l.Item2 * slowdowns[i]));

            return Close(plain.Ratio, slowed.Ratio) && (plain.Interval == slowed.Interval || Close(plain.Interval.Upper, slowed.Interval.Upper));
        });

    [Fact]
    public void Scaling_one_side_scales_the_ratio_and_its_interval() => Launches.Sample(launches =>
    {
        var plain = PairedRatio.Of(launches.Select(l => l.Item1), launches.Select(l => l.Item2));
        var scaled = PairedRatio.Of(launches.Select(l => l.Item1 * 3), launches.Select(l => l.Item2));

        return Close(scaled.Ratio, 3 * plain.Ratio) && (plain.Interval.Lower == 0 || Close(scaled.Interval.Lower, 3 * plain.Interval.Lower));
    });

    /// <summary>The critical values of Wilcoxon's two-sided test at 5 %, as textbooks print them.</summary>
    [Theory]
    [InlineData(6, 0)]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    [InlineData(10, 8)]
    [InlineData(15, 25)]
    [InlineData(20, 52)]
    public void The_interval_leaves_out_as_many_means_as_the_table_of_critical_values_says(int launches, int critical)
    {
        // Squares, so that all means are distinct from their neighbours.
        double[] logs = [.. Enumerable.Range(1, launches).Select(i => (i * i) / 100.0 + (i * 1e-6))];
        var means = logs.SelectMany((a, i) => logs.Skip(i).Select(b => (a + b) / 2)).Order().ToList();

        var interval = PairedRatio.Of(logs.Select(Math.Exp), logs.Select(_ => 1.0)).Interval;

        Assert.Equal(means[critical], Math.Log(interval.Lower), 9);
        Assert.Equal(means[^(critical + 1)], Math.Log(interval.Upper), 9);
    }

    [Fact]
    public void Five_launches_give_an_estimate_and_no_interval()
    {
        var ratio = PairedRatio.Of([2, 2, 2, 2, 2], [1, 1, 1, 1, 1]);

        Assert.Equal(2, ratio.Ratio, 9);
        Assert.Equal(new Interval(0, double.PositiveInfinity), ratio.Interval);
    }

    [Fact]
    public void A_launch_that_only_one_side_has_counts_for_nothing()
    {
        var ratio = PairedRatio.Of([2, 4, 6, 900], [1, 2, 3]);

        Assert.Equal(3, ratio.Launches);
        Assert.Equal(2, ratio.Ratio, 9);
    }

    [Fact]
    public void One_launch_in_ten_that_was_disturbed_hardly_moves_it()
    {
        double[] eager = [100, 102, 101, 103, 99, 100, 102, 101, 104, 400];
        double[] lazy = [50, 51, 50.5, 51.5, 49.5, 50, 51, 50.5, 52, 50];

        Assert.Equal(2, PairedRatio.Of(eager, lazy).Ratio, 9);
    }

    [Fact]
    public void The_interval_holds_the_true_ratio_as_often_as_it_says()
    {
        const int Trials = 2000;
        var random = new Random(1);
        var held = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var launches = Enumerable.Range(0, 10).Select(_ => (Machine: 1 + random.NextDouble(), X: Noise(), Y: Noise())).ToList();
            var interval = PairedRatio.Of(launches.Select(l => 3 * l.Machine * l.X), launches.Select(l => l.Machine * l.Y)).Interval;
            held += interval.Lower <= 3 && 3 <= interval.Upper ? 1 : 0;
        }

        // Ten launches give 95.1 %; three standard errors of 2 000 trials are 1.5 %.
        Assert.InRange(held / (double)Trials, 0.936, 0.966);

        double Noise() => 1 + (0.02 * random.NextDouble()) + (random.NextDouble() < 0.2 ? 0.4 : 0);
    }

    private static bool Close(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-9 * Math.Abs(b);
}
