using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class ProportionTests
{
    // Reference: statsmodels.stats.proportion.proportion_confint(hits, trials, method="wilson").
    [Theory]
    [InlineData(0, 500, 0, 0.0076)]
    [InlineData(1, 100, 0.0018, 0.0545)]
    [InlineData(50, 100, 0.4038, 0.5962)]
    [InlineData(100, 100, 0.9630, 1)]
    public void The_interval_is_wilsons(int hits, int trials, double lower, double upper)
    {
        var interval = new Proportion(hits, trials).Interval;

        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
    }
}
