using CsCheck;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class FastStateTests
{
    private static readonly Gen<double[]> Launches = Gen.Double[1, 1000].Array[1, 30];

    [Fact]
    public void Slow_launches_move_neither_level_nor_spread_by_much_and_are_counted()
    {
        double[] calm = [100, 101, 102, 103, 104, 105, 106, 107];
        double[] disturbed = [100, 101, 102, 103, 104, 300, 106, 900];

        var (before, after) = (FastState.Of(calm), FastState.Of(disturbed));

        Assert.Equal((101, 0), (before.Level, before.SlowLaunches));
        Assert.Equal((101, 2, 0.25), (after.Level, after.SlowLaunches, after.SlowShare));
        Assert.InRange(after.Spread, 0.5 * before.Spread, 1.5 * before.Spread);
    }

    [Fact]
    public void The_spread_of_normal_launches_is_their_standard_deviation() =>
        Assert.InRange(FastState.Of([.. Normal(2000).Select(z => 100 * (1 + (0.02 * z)))]).Spread, 0.018, 0.022);

    [Fact]
    public void A_single_launch_has_no_spread() => Assert.Equal(new FastState(7, 0, 0, 1), FastState.Of([7]));

    [Fact]
    public void Another_unit_changes_the_level_alone() => Launches.Sample(launches =>
    {
        // A power of two, so that nothing is rounded.
        var (plain, scaled) = (FastState.Of(launches), FastState.Of([.. launches.Select(value => value * 1024)]));

        return scaled == plain with { Level = plain.Level * 1024 };
    });

    [Fact]
    public void The_order_of_launches_says_nothing() => Launches.Sample(launches =>
        FastState.Of(launches) == FastState.Of([.. launches.Reverse()]));

    private static IEnumerable<double> Normal(int count)
    {
        var random = new Random(1);
        return Enumerable.Range(0, count).Select(_ =>
            Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    }
}
