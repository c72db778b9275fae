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
}
