using PerfGate.Statistics.ChangePoints;

namespace PerfGate.Core.Tests.Statistics.ChangePoints;

public class RankSumTailTests
{
    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 9)]
    [InlineData(5, 10)]
    [InlineData(5, 12)]
    public void It_is_what_counting_all_arrangements_gives(int few, int all)
    {
        // U of each way to choose the ranks of the smaller group.
        var u = new List<int>();
        for (var chosen = 0; chosen < 1 << all; chosen++)
        {
            if (int.PopCount(chosen) == few)
            {
                u.Add(Enumerable.Range(0, all).Where(rank => (chosen >> rank & 1) == 1).Sum(rank => rank + 1) - (few * (few + 1) / 2));
            }
        }

        for (var least = ((few * (all - few)) + 1) / 2; least <= few * (all - few); least++)
        {
            Assert.Equal(u.Count(value => value >= least) / (double)u.Count, RankSumTail.Of(few, all).PValue(least), 1e-9);
        }
    }

    [Fact]
    public void Where_it_is_not_counted_the_normal_distribution_is_near_and_its_tail_no_lighter()
    {
        // Thirteen of forty are not counted, twelve are: neighbours differ little.
        for (var share = 0.6; share < 1; share += 0.05)
        {
            var (counted, normal) = (RankSumTail.Of(12, 40).PValue(Math.Round(share * 12 * 28)), RankSumTail.Of(13, 40).PValue(Math.Round(share * 13 * 27)));

            Assert.InRange(normal / counted, 0.5, share < 0.9 ? 3 : double.PositiveInfinity);
        }

        Assert.True(RankSumTail.Of(13, 26).Least > 1e-7, "13 and 13 values can be parted in 10 million ways");
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.158655253931457)]
    [InlineData(2.4, 0.00819753592459)]
    [InlineData(2.6, 0.00466118802371)]
    [InlineData(6, 9.8658764503769814e-10)]
    [InlineData(-1, 0.841344746068543)]
    public void The_normal_tail_is_as_tables_have_it(double z, double expected) => Assert.Equal(1, Normal.UpperTail(z) / expected, 1e-9);
}
