using CsCheck;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class SampleWarningsTests
{
    private static readonly double[] Steady = [100, 102, 101, 103, 100.5, 101.5, 102.5, 100.2, 102.2, 101.1];

    [Fact]
    public void Steady_launches_raise_none() => Assert.Empty(SampleWarnings.About(Steady));

    [Fact]
    public void A_slow_state_is_counted() =>
        Assert.Equal(["3 of 10 launches were in a slow state"], SampleWarnings.About([.. Steady.Select((v, i) => i % 4 == 1 ? v * 1.4 : v)]));

    [Fact]
    public void One_slow_launch_is_no_state() =>
        Assert.Empty(SampleWarnings.About([.. Steady.Select((v, i) => i == 4 ? v * 3 : v)]));

    [Theory]
    [InlineData(1, "slower")]
    [InlineData(-1, "faster")]
    public void A_drift_has_a_direction(int direction, string word) => Assert.Equal(
        [$"launches became {word} one after the other"],
        SampleWarnings.About([.. Steady.Select((v, i) => 100 + (direction * i) + (v / 1000))]));

    // By a power of two, so that nothing is rounded: a launch may lie just at the limit of what is slow.
    [Fact]
    public void Neither_depends_on_the_unit() => Gen.Select(Gen.Double[50, 150].Array[3, 20], Gen.Int[-10, 10])
        .Sample((values, power) => SampleWarnings.About(values).SequenceEqual(SampleWarnings.About([.. values.Select(v => Math.ScaleB(v, power))])));
}
