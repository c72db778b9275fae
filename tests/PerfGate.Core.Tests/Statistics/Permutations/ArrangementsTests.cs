using PerfGate.Statistics.Permutations;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Core.Tests.Statistics.Permutations;

public class ArrangementsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    [InlineData(8, 8)]
    public void All_are_listed_once_and_each_is_found_at_its_place(int x, int y)
    {
        var all = Arrangements.Of(x, y, 20_000, 20_000);

        Assert.True(all.IsComplete);
        Assert.Equal(Arrangements.Count(x, y), all.Total, 6);
        Assert.Equal(all.Total, Enumerable.Range(0, all.Total).Select(place => string.Join(",", all.RanksOf(place)[x..].ToArray())).Distinct().Count());
        Assert.All(Enumerable.Range(0, all.Total), place =>
        {
            Assert.Equal(Enumerable.Range(0, x + y), all.RanksOf(place).ToArray().Order().Select(rank => (int)rank));
            Assert.Equal(place, all.PlaceOf(all.RanksOf(place)[x..]));
        });
    }

    [Theory]
    [InlineData(7, 40)]
    [InlineData(40, 7)]
    [InlineData(16, 16)]
    public void Where_there_are_too_many_each_that_is_drawn_is_as_likely(int x, int y)
    {
        const int Drawn = 20_000;
        var some = Arrangements.Of(x, y, Drawn, Drawn);
        var arrangements = Enumerable.Range(0, Drawn).Select(place => some.RanksOf(place).ToArray()).ToArray();

        Assert.False(some.IsComplete);
        Assert.Equal(Drawn + 1, some.Total);
        Assert.All(arrangements, ranks =>
        {
            Assert.Equal(Enumerable.Range(0, x + y), ranks.Order().Select(rank => (int)rank));
            Assert.Equal(ranks[..x].Order(), ranks[..x]);
            Assert.Equal(ranks[x..].Order(), ranks[x..]);
        });
        // Each rank is y's as often as y has a share of all, and so is each pair of neighbours, within four standard deviations.
        var (one, two) = (y / (double)(x + y), y / (double)(x + y) * (y - 1) / (x + y - 1));
        Assert.All(Enumerable.Range(0, x + y - 1), rank =>
        {
            Assert.InRange(arrangements.Count(ranks => ranks.AsSpan(x).Contains((ushort)rank)) / (double)Drawn, one - 0.014, one + 0.014);
            Assert.InRange(
                arrangements.Count(ranks => ranks.AsSpan(x).Contains((ushort)rank) && ranks.AsSpan(x).Contains((ushort)(rank + 1))) / (double)Drawn, two - 0.014, two + 0.014);
        });
    }

    [Fact]
    public void P_values_of_drawn_arrangements_are_as_often_small_as_they_say()
    {
        var shares = Arrangements.Of(16, 16, 20_000, 20_000).SharesBy((IndependentRankTest)new TestDesign(1).All(16, 16));

        Assert.All([0.01, 0.1, 0.5], level => Assert.InRange(
            shares.Count(p => p <= level) / 20_000.0, (0.95 * level) - (4 * Math.Sqrt(level / 20_000)), level + (4 * Math.Sqrt(level / 20_000))));
    }
}
