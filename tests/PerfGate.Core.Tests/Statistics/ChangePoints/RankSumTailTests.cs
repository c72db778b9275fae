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
        // Fifty of 200 are not counted, twelve are.
        var (counted, normal) = (RankSumTail.Of(12, 200), RankSumTail.Of(50, 200));
        for (var z = 0.5; z < 4; z += 0.5)
        {
            Assert.InRange(normal.PValue(Math.Ceiling(3750 + (z * Math.Sqrt(50 * 150 * 201 / 12.0)))) / Normal.UpperTail(z), 0.95, 1.06);
            Assert.InRange(counted.PValue(Math.Ceiling(1128 + (z * Math.Sqrt(12 * 188 * 201 / 12.0)))) / Normal.UpperTail(z), 0.4, 1.06);
        }

        Assert.InRange(RankSumTail.Of(53, 106).Least * 1e31, 0.01, 10);
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
