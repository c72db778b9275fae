using System.Collections.Immutable;
using PerfGate.Explaining;

namespace PerfGate.Core.Tests.Explaining;

public class ProfileDifferenceTests
{
    private const int Starts = 6;

    private static readonly Frame Work = new("Bench.Work()", IsOwn: true);
    private static readonly Frame Count = new("Lib.Lookup.Count(int32[])", IsOwn: true);
    private static readonly Frame Contains = new("System.Collections.Generic.List`1[System.Int32].Contains(!0)", IsOwn: false);

    [Fact]
    public void The_method_of_the_source_whose_share_grew_is_named_with_what_it_calls()
    {
        var (before, after) = (Profiles(1000, _ => (Other: 900, Count: 100, Contains: 0)), Profiles(2000, _ => (Other: 450, Count: 50, Contains: 500)));

        var difference = ProfileDifference.Of(before, after, judged: null, 0.05);

        var method = Assert.Single(difference.Methods);
        Assert.Equal(("Lib.Lookup.Count(int32[])", "System.Collections.Generic.List`1[System.Int32].Contains(!0)"), (method.Method, method.Within));
        Assert.Equal(100, method.Before, 9);
        Assert.Equal(1100, method.After, 9);
        Assert.Null(difference.SamplesNeeded);
    }

    [Fact]
    public void What_took_its_part_before_and_is_seen_no_more_is_gone()
    {
        var (before, after) = (Profiles(1000, _ => (Other: 500, Count: 500, Contains: 0)), Profiles(2000, _ => (Other: 1000, Count: 0, Contains: 0)));

        var gone = Assert.Single(ProfileDifference.Of(before, after, judged: null, 0.05).Gone);

        Assert.Equal((Count.Method, 500.0, 0.0), (gone.Method, gone.Before, gone.After));
        // What it calls keeps it; a small part is not told; nor is anything where nothing is slower.
        Assert.Empty(ProfileDifference.Of(before, Profiles(2000, _ => (900, 0, 100)), judged: null, 0.05).Gone);
        Assert.Empty(ProfileDifference.Of(Profiles(1000, _ => (950, 50, 0)), after, judged: null, 0.05).Gone);
        Assert.Empty(ProfileDifference.Of(before, Profiles(1000, _ => (1000, 0, 0)), judged: null, 0.05).Gone);
    }

    [Fact]
    public void What_is_not_slower_names_nothing_however_its_shares_moved()
    {
        var difference = ProfileDifference.Of(Profiles(1000, _ => (900, 100, 0)), Profiles(1000, _ => (450, 50, 500)), judged: null, 0.05);

        Assert.False(difference.IsSlower);
        Assert.Empty(difference.Methods);
    }

    [Fact]
    public void A_single_start_that_differs_names_nothing()
    {
        var difference = ProfileDifference.Of(
            Profiles(1000, start => start == 0 ? (500, 0, 500) : (950, 0, 50)), Profiles(1100, _ => (550, 0, 450)), judged: (1000, 1100), 0.05);

        Assert.DoesNotContain(difference.Methods, method => method.Method == Count.Method);
    }

    [Fact]
    public void Under_too_few_samples_nothing_is_told_and_the_number_needed_is()
    {
        var difference = ProfileDifference.Of(Profiles(1000, _ => (9, 1, 0)), Profiles(1200, _ => (8, 2, 0)), judged: (1000, 1200), 0.05);

        Assert.Empty(difference.Methods);
        Assert.InRange(difference.SamplesNeeded!.Value, 61, 2000);
        var enough = difference.SamplesNeeded.Value / Starts * 12 / 10;
        Assert.NotEmpty(ProfileDifference.Of(Profiles(1000, _ => (9 * enough, enough, 0)), Profiles(1200, _ => (8 * enough, 2 * enough, 0)), judged: (1000, 1200), 0.05).Methods);
    }

    [Fact]
    public void Equal_states_are_told_apart_in_less_than_one_of_a_hundred_explanations()
    {
        var random = new Random(1);
        var named = 0;
        for (var i = 0; i < 1000; i++)
        {
            Profile[] Side() => [.. Enumerable.Range(0, Starts).SelectMany(_ =>
            {
                // Starts differ by a fifth and their shares by a third of themselves, as on a machine where others work.
                var share = 0.3 * Math.Exp((random.NextDouble() - 0.5) * 0.6);
                return Profiles(1000 * Math.Exp((random.NextDouble() - 0.5) * 0.4), _ => ((int)(1000 * (1 - share)), (int)(1000 * share), 0), starts: 1);
            })];
            named += ProfileDifference.Of(Side(), Side(), judged: null, 0.02).Methods.IsEmpty ? 0 : 1;
        }

        Assert.InRange(named, 0, 10);
    }

    [Fact]
    public void A_type_that_is_allocated_more_is_named_by_its_place_and_size()
    {
        var allocation = new AllocationCount("System.Int32[]", [new Frame("System.Linq.Enumerable.ToList(!!0)", IsOwn: false), Count, Work], 1_000_000, 100);
        var other = new AllocationCount("System.String", [Work], 3_000_000, 300);

        var difference = ProfileDifference.Of(
            [.. Profiles(1000, _ => (10, 0, 0)).Select(start => start with { BytesPerOperation = 300, Allocations = [other] })],
            [.. Profiles(1000, _ => (10, 0, 0)).Select(start => start with { BytesPerOperation = 400, Allocations = [other, allocation] })],
            judged: null, 0.05);

        var grown = Assert.Single(difference.Allocations);
        Assert.Equal(("System.Int32[]", "Lib.Lookup.Count", "System.Linq.Enumerable.ToList(!!0)"), (grown.Type, grown.Method, grown.Within));
        Assert.Equal((0, 100), (grown.Before, grown.After));
    }

    [Fact]
    public void Bytes_of_the_diagnoser_are_no_growth()
    {
        var allocation = new AllocationCount("System.Int32[]", [Count], 1_000_000, 100);
        var other = new AllocationCount("System.String", [Work], 3_000_000, 300);

        var difference = ProfileDifference.Of(
            [.. Profiles(1000, _ => (10, 0, 0)).Select(start => start with { BytesPerOperation = 300, Allocations = [other] })],
            [.. Profiles(1000, _ => (10, 0, 0)).Select(start => start with { BytesPerOperation = 304, Allocations = [other, allocation] })],
            judged: null, 0.05);

        Assert.Empty(difference.Allocations);
    }

    [Fact]
    public void Without_samples_there_is_nothing_to_say()
    {
        var difference = ProfileDifference.Of(Profiles(1000, _ => (0, 0, 0)), Profiles(2000, _ => (0, 0, 0)), judged: null, 0.05);

        Assert.True(difference.IsSlower);
        Assert.Empty(difference.Methods);
        Assert.Null(difference.SamplesNeeded);
    }

    private static Profile[] Profiles(double time, Func<int, (int Other, int Count, int Contains)> samples, int starts = Starts) =>
    [
        .. Enumerable.Range(0, starts).Select(start =>
        {
            var (other, count, contains) = samples(start);
            // No two starts take the same time.
            return new Profile(time * (1 + (0.001 * start)), null, [.. Stacks(([Work], other), ([Count, Work], count), ([Contains, Count, Work], contains))], [], 0);
        }),
    ];

    private static IEnumerable<StackCount> Stacks(params (ImmutableArray<Frame> Frames, int Count)[] stacks) =>
        stacks.Where(stack => stack.Count > 0).Select(stack => new StackCount(stack.Frames, stack.Count));
}
