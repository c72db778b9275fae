using PerfGate.Bisecting;
using PerfGate.Core.Tests.Statistics;
using PerfGate.Model;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Bisecting;

public class StepTestTests
{
    private const double Alpha = 0.001;

    [Theory]
    [InlineData(1.0, StepVerdict.Good)]
    [InlineData(1.21, StepVerdict.Bad)]
    [InlineData(1.1, StepVerdict.Untold)]
    public void A_commit_is_on_the_side_of_the_boundary_that_its_launches_lie_on(double slowdown, StepVerdict verdict)
    {
        var test = Test(new Random(1), 24, slowdown);

        Assert.Equal(verdict, test.Verdict);
        Assert.Equal(slowdown, test.Ratio, 0.03);
    }

    [Fact]
    public void A_metric_that_should_be_high_is_worse_where_it_is_low()
    {
        var (high, low) = (Make.Sample(Draws.Even(new Random(1), 24)), Make.Sample(Draws.Even(new Random(2), 24).Select(v => v * 0.8)));

        Assert.Equal(StepVerdict.Bad, StepTest.Of(low, high, MetricDirection.HigherIsBetter, 1.1, Alpha, Looks.OnlyAtTheEnd).Verdict);
        Assert.Equal(StepVerdict.Good, StepTest.Of(high, high, MetricDirection.HigherIsBetter, 1.1, Alpha, Looks.OnlyAtTheEnd).Verdict);
    }

    [Fact]
    public void On_the_boundary_itself_either_side_is_told_no_more_often_than_alpha()
    {
        const int Tries = 1000;
        const double Level = 0.05;
        var told = Enumerable.Range(0, Tries).CountBy(seed => StepTest.Of(
            Make.Sample(Draws.Even(new Random(seed), 12).Select(v => v * 1.1)), Make.Sample(Draws.Even(new Random(-seed - 1), 12)), MetricDirection.LowerIsBetter, 1.1, Level, Looks.OnlyAtTheEnd)
            .Verdict).ToDictionary();

        // Five standard deviations.
        Assert.All([StepVerdict.Good, StepVerdict.Bad], side => Assert.InRange(told.GetValueOrDefault(side) / (double)Tries, 0, Level + (5 * Math.Sqrt(Level / Tries))));
    }

    [Theory]
    [InlineData(100, StepVerdict.Good)]
    [InlineData(124, StepVerdict.Good)]
    [InlineData(176, StepVerdict.Bad)]
    [InlineData(200, StepVerdict.Bad)]
    public void An_exact_value_is_on_the_nearer_side(double value, StepVerdict verdict) => Assert.Equal(verdict, StepTest.OfExact(value, 100, 200).Verdict);

    private static StepTest Test(Random random, int launches, double slowdown) => StepTest.Of(
        Make.Sample(Draws.Even(random, launches).Select(v => v * slowdown)), Make.Sample(Draws.Even(random, launches)), MetricDirection.LowerIsBetter, 1.1, Alpha, Looks.OnlyAtTheEnd);
}
