using PerfGate.Bisecting;

namespace PerfGate.Core.Tests.Bisecting;

public class CommitSearchTests
{
    [Fact]
    public void Any_first_bad_commit_is_found_in_a_binary_logarithm_of_steps()
    {
        foreach (var count in new[] { 1, 2, 3, 7, 64, 100 })
        {
            for (var culprit = 0; culprit < count; culprit++)
            {
                var (search, steps) = (new CommitSearch(count), 0);
                for (; search.Next is { } index; steps++)
                {
                    search.Found(index, index < culprit ? StepVerdict.Good : StepVerdict.Bad);
                }

                Assert.Equal([culprit], search.Remaining);
                Assert.InRange(steps, 0, CommitSearch.MostSteps(count));
            }
        }
    }

    [Fact]
    public void What_cannot_be_measured_is_passed_over_and_named_only_beside_the_change()
    {
        int[] broken = [30, 31, 32, 10];
        foreach (var (culprit, expected) in new (int, int[])[] { (50, [50]), (33, [30, 31, 32, 33]), (31, [30, 31, 32, 33]), (30, [30, 31, 32, 33]), (29, [29]), (0, [0]), (63, [63]) })
        {
            var search = new CommitSearch(64);
            while (search.Next is { } index)
            {
                search.Found(index, broken.Contains(index) ? StepVerdict.Skipped : index < culprit ? StepVerdict.Good : StepVerdict.Bad);
            }

            Assert.Equal(expected, search.Remaining);
        }
    }

    [Theory]
    [InlineData(StepVerdict.Good, 41)]
    [InlineData(StepVerdict.Bad, 40)]
    public void What_could_not_be_told_is_measured_once_more_where_only_that_is_left(StepVerdict second, int found)
    {
        var (search, measured) = (new CommitSearch(64), new List<int>());
        while (search.Next is { } index)
        {
            Assert.Equal(measured.Contains(index), search.IsAgain(index));
            measured.Add(index);
            // Of two that cannot be told, one lies where it does not matter.
            search.Found(index, index is 31 or 40 && !search.IsAgain(index) ? StepVerdict.Untold : index == 40 ? second : index < 40 ? StepVerdict.Good : StepVerdict.Bad);
        }

        Assert.Equal([found], search.Remaining);
        Assert.Equal([40], measured.CountBy(index => index).Where(times => times.Value > 1).Select(times => times.Key));
        Assert.Equal(40, measured[^1]);
    }

    [Fact]
    public void What_cannot_be_told_twice_is_named()
    {
        var (search, steps) = (new CommitSearch(64), 0);
        for (; search.Next is { } index; steps++)
        {
            search.Found(index, index is 40 or 41 ? StepVerdict.Untold : index < 42 ? StepVerdict.Good : StepVerdict.Bad);
        }

        Assert.Equal([40, 41, 42], search.Remaining);
        Assert.InRange(steps, 1, CommitSearch.MostSteps(64) + 4);
    }

    [Fact]
    public void A_search_in_which_little_can_be_told_ends_soon_with_the_range_that_is_left()
    {
        var (search, steps) = (new CommitSearch(64), 0);
        for (; search.Next is { } index; steps++)
        {
            search.Found(index, index is > 45 and < 57 ? StepVerdict.Untold : index < 50 ? StepVerdict.Good : StepVerdict.Bad);
        }

        Assert.Equal(CommitSearch.MostSteps(64) + 4, steps);
        Assert.Contains(50, search.Remaining);
    }

    [Fact]
    public void What_is_skipped_ends_no_search()
    {
        var search = new CommitSearch(64);
        while (search.Next is { } index)
        {
            search.Found(index, index is > 10 and < 50 ? StepVerdict.Skipped : index < 52 ? StepVerdict.Good : StepVerdict.Bad);
        }

        Assert.Equal([52], search.Remaining);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1000)]
    public void The_shares_of_any_number_of_steps_are_no_more_than_one(int commits)
    {
        var shares = Enumerable.Range(0, 200).Select(step => CommitSearch.ShareOf(step, commits)).ToList();

        Assert.InRange(shares.Sum(), 0.999, 1.0000001);
        // No step is made without a share. Those that a search plans, and the one that tells whether there is a change, have the same.
        Assert.Single(shares.Take(CommitSearch.MostSteps(commits) + 1).Distinct());
        Assert.All(shares.Zip(shares.Skip(1)), pair => Assert.True(pair.First >= pair.Second));
    }
}
