using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics;

public class LaunchPlanTests
{
    [Theory(Timeout = 20_000)]
    [InlineData(0)]
    [InlineData(-0.01)]
    [InlineData(double.NaN)]
    public Task A_level_that_no_number_of_launches_reaches_is_refused(double alpha) => Task.Run(
        () => Assert.Throws<ArgumentOutOfRangeException>(() => LaunchPlan.Least(alpha, new TestDesign(1, IsPaired: true))),
        TestContext.Current.CancellationToken);

    [Fact]
    public void The_least_number_reaches_the_level_and_one_less_does_not()
    {
        var design = new TestDesign(3, IsPaired: true);

        var least = LaunchPlan.Least(0.001, design);

        Assert.True(design.For(least, least).LeastPValue <= 0.001);
        Assert.True(design.For(least - 1, least - 1).LeastPValue > 0.001);
    }
}
