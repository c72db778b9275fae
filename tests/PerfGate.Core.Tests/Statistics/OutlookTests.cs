using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics;

public class OutlookTests
{
    private const int Planned = 20;
    private const double Level = 0.01 / 7;
    private const double MinimumEffect = 0.02;
    private static readonly TestDesign Design = new(7) { ShareOfAll = 0.98 };

    [Fact]
    public void What_is_much_slower_will_be_called_worse_and_what_is_much_faster_will_not()
    {
        var (slower, faster) = (Of(1, 8, 1.06)!, Of(1, 8, 0.94)!);

        Assert.True(slower.ChanceOfWorse > 0.9, $"{slower}");
        Assert.True(slower.ChanceOfNotWorse < 0.02, $"{slower}");
        Assert.True(faster.ChanceOfWorse < 0.001, $"{faster}");
        Assert.True(faster.ChanceOfNotWorse > 0.98, $"{faster}");
    }

    [Fact]
    public void The_slower_the_likelier_to_be_called_worse()
    {
        var chances = new[] { 0.98, 1, 1.02, 1.03, 1.04, 1.05 }.Select(slowdown => Of(2, 8, slowdown)!).ToArray();

        Assert.Equal(chances.Select(o => o.ChanceOfWorse).Order(), chances.Select(o => o.ChanceOfWorse));
        Assert.Equal(chances.Select(o => o.ChanceOfNotWorse).OrderDescending(), chances.Select(o => o.ChanceOfNotWorse));
    }

    [Theory]
    [InlineData(8, 1.0)]
    [InlineData(8, 1.03)]
    [InlineData(12, 1.045)]
    public void Its_chances_are_about_what_the_plans_end_shows(int launches, double slowdown)
    {
        var ends = Enumerable.Range(0, 200).Select(seed =>
        {
            var (x, y) = Sides(seed, slowdown);
            return (Outlook: Of(seed, launches, slowdown)!, End: RatioTest.Compare(x, y, MinimumEffect, Level, Design));
        }).ToArray();

        Assert.InRange(ends.Average(e => e.Outlook.ChanceOfWorse) - ends.Average(e => e.End.PSlower <= Level ? 1.0 : 0), -0.12, 0.15);
        Assert.InRange(ends.Average(e => e.Outlook.ChanceOfNotWorse) - ends.Average(e => e.End.Interval.Upper < 1 + MinimumEffect ? 1.0 : 0), -0.12, 0.15);
    }

    [Fact]
    public void What_a_slow_state_contaminates_is_not_given_up_for_its_wide_bounds()
    {
        var design = new TestDesign(7) { ShareOfAll = 0 };
        var chances = Enumerable.Range(0, 50).Select(seed =>
        {
            var random = new Random(seed);
            double[] x = [.. Draws.Contaminated(random, 5).Select(v => v * 1.05)];
            var y = Draws.Contaminated(random, Planned);
            var test = RatioTest.Compare(x, y, MinimumEffect, Level, design);
            return Outlook.Of(test, x, y, MinimumEffect, (Planned, Planned), Level, design)?.ChanceOfWorse ?? 1;
        }).ToArray();

        Assert.True(chances.Count(chance => chance >= 0.02) >= 47, string.Join(" ", chances.Select(c => c.ToString("0.000"))));
    }

    [Fact]
    public void At_the_plans_end_there_is_none()
    {
        var (x, y) = Sides(0, 1);

        Assert.Null(Outlook.Of(RatioTest.Compare(x, y, MinimumEffect, Level, Design), x, y, MinimumEffect, (Planned, Planned), Level, Design));
    }

    [Fact]
    public void Launches_that_bound_nothing_yet_have_none()
    {
        double[] one = [100];

        Assert.Null(Outlook.Of(RatioTest.Compare(one, one, MinimumEffect, Level, Design), one, one, MinimumEffect, (Planned, Planned), Level, Design));
    }

    private static Outlook? Of(int seed, int launches, double slowdown)
    {
        var (x, y) = Sides(seed, slowdown);
        var soFar = x[..launches];
        return Outlook.Of(RatioTest.Compare(soFar, y, MinimumEffect, Level, Design), soFar, y, MinimumEffect, (Planned, Planned), Level, Design);
    }

    private static (double[] X, double[] Y) Sides(int seed, double slowdown)
    {
        var random = new Random(seed);
        return ([.. Draws.Even(random, Planned).Select(v => v * slowdown)], Draws.Even(random, Planned));
    }
}
