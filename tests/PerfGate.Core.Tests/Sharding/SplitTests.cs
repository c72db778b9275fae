using CsCheck;
using PerfGate.Model;

namespace PerfGate.Core.Tests.Sharding;

/// <summary>The laws of a split: exactly once, balanced, and the same for everybody.</summary>
public class SplitTests
{
    private static readonly Gen<(long[] Costs, int Count)> Any = Gen.Select(Gen.Long[1, 1000].Array[1, 40], Gen.Int[1, 12]);

    [Fact]
    public void Every_unit_is_in_exactly_one_shard() => Any.Sample(any =>
    {
        var split = Deal(any.Costs, any.Count);

        Assert.Equal(any.Count, split.Parts.Length);
        Assert.Equal(Units(any.Costs).Order(), split.Parts.SelectMany(part => part).Order());
    });

    [Fact]
    public void No_shard_takes_longer_than_Graham_allows() => Any.Sample(any =>
    {
        var split = Deal(any.Costs, any.Count);

        var longest = split.Parts.Max(part => part.Sum(unit => CostIn(any.Costs, unit)));
        // The best split takes no less than the mean and the longest unit; and none more than the mean of the rest and one unit.
        Assert.True(longest <= (any.Costs.Sum() / (double)any.Count) + any.Costs.Max());
        Assert.True(longest <= 2 * Math.Max(any.Costs.Max(), Math.Ceiling(any.Costs.Sum() / (double)any.Count)));
    });

    [Fact]
    public void The_order_in_which_units_are_listed_changes_nothing() => Any.Sample(any =>
    {
        var units = Units(any.Costs);
        var reversed = Split.Deal(units.AsEnumerable().Reverse().Select(unit => (IReadOnlyList<ShardUnit>)[unit]), any.Count, unit => CostIn(any.Costs, unit));

        Assert.Equal(Deal(any.Costs, any.Count).Digest, reversed.Digest);
    });

    [Fact]
    public void The_longest_are_dealt_first()
    {
        var split = Deal([5, 4, 3, 3, 3], 2);

        Assert.Equal(["m00", "m03"], split.Parts[0].Select(unit => unit.Method));
        Assert.Equal(["m01", "m02", "m04"], split.Parts[1].Select(unit => unit.Method));
    }

    [Fact]
    public void With_more_shards_than_units_the_last_shards_are_empty()
    {
        Assert.Equal([1, 1, 0, 0], Deal([7, 9], 4).Parts.Select(part => part.Length));
    }

    [Fact]
    public void What_is_a_group_stays_together()
    {
        ShardUnit[] pair = [new("s", "a"), new("s", "b")];

        var split = Split.Deal([pair, [new("s", "c")]], 3, _ => 10);

        Assert.Equal(["a", "b"], split.Parts[0].Select(unit => unit.Method));
    }

    [Fact]
    public void Another_split_has_another_digest()
    {
        Assert.NotEqual(Deal([5, 4], 2).Digest, Deal([5, 4], 3).Digest);
        Assert.NotEqual(Deal([5, 4], 2).Digest, Deal([4, 5], 2).Digest);
    }

    [Fact]
    public void A_unit_in_two_shards_is_no_split()
    {
        Assert.Throws<ArgumentException>(() => new Split([[new ShardUnit("s", "a")], [new ShardUnit("s", "a")]]));
        Assert.Throws<ArgumentException>(() => new Split([[], []]));
    }

    private static Split Deal(long[] costs, int count) => Split.Deal(Units(costs).Select(unit => (IReadOnlyList<ShardUnit>)[unit]), count, unit => CostIn(costs, unit));

    private static List<ShardUnit> Units(long[] costs) => [.. costs.Select((_, i) => new ShardUnit("s", $"m{i:00}"))];

    private static long CostIn(long[] costs, ShardUnit unit) => costs[int.Parse(unit.Method[1..], System.Globalization.CultureInfo.InvariantCulture)];
}
