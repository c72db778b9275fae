using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Core.Tests.Statistics;

public class ExactComparisonTests
{
    [Theory]
    [InlineData(0, 0, ExactOrder.Same)]
    [InlineData(0, 1, ExactOrder.Higher)]
    [InlineData(7, 8, ExactOrder.Higher)]
    [InlineData(8, 7, ExactOrder.Lower)]
    public void Without_tolerance_every_step_counts(double baseline, double candidate, ExactOrder order) =>
        Assert.Equal(order, Compare([(candidate, 0)], [(baseline, 0)]).Order);

    [Theory]
    [InlineData(100, 110, ExactOrder.Same)]
    [InlineData(100, 111, ExactOrder.Higher)]
    [InlineData(0, 1, ExactOrder.Higher)]
    public void A_tolerance_is_a_share_of_the_baseline(double baseline, double candidate, ExactOrder order) =>
        Assert.Equal(order, Compare([(candidate, 0)], [(baseline, 0)], tolerance: 0.1).Order);

    [Fact]
    public void What_the_instrument_counted_of_its_own_is_no_regression()
    {
        // Recorded: a benchmark that allocates nothing, seen as 0 in one session and as 2 or 3 in every launch of another.
        Assert.Equal(ExactOrder.Same, Compare([(2, 4), (3, 4), (2, 4)], [(0, 0), (0, 0)]).Order);
    }

    [Fact]
    public void The_smallest_object_is_seen_through_the_instruments_own_bytes() =>
        Assert.Equal(ExactOrder.Higher, Compare([(26, 4), (27, 4)], [(0, 0), (3, 4)]).Order);

    [Fact]
    public void A_metric_that_varies_is_judged_by_its_range_and_says_so()
    {
        var overlapping = Compare([(100, 0), (130, 0)], [(90, 0), (120, 0)]);
        var apart = Compare([(130, 0), (140, 0)], [(90, 0), (120, 0)]);

        Assert.Equal((ExactOrder.Unclear, true), (overlapping.Order, overlapping.Varies));
        Assert.Equal((ExactOrder.Higher, true), (apart.Order, apart.Varies));
    }

    [Fact]
    public void A_metric_that_varies_below_the_baseline_is_not_unclear() =>
        Assert.Equal(ExactOrder.Lower, Compare([(10, 0), (20, 0)], [(30, 0)]).Order);

    [Theory]
    [InlineData(1, 8, false, 1 / 9.0)]
    [InlineData(8, 1, false, 1 / 9.0)]
    [InlineData(8, 8, false, 1 / 12870.0)]
    [InlineData(3, 3, true, 1 / 8.0)]
    public void Sides_lie_apart_by_chance_in_one_of_all_ways_to_deal_the_launches_out(int candidate, int baseline, bool isPaired, double chance) =>
        Assert.Equal(chance, ExactComparison.ChanceOfApart(candidate, baseline, isPaired), 12);

    private static ExactComparison Compare((double, double)[] candidate, (double, double)[] baseline, double tolerance = 0) =>
        ExactComparison.Compare(Sample(candidate), Sample(baseline), tolerance);

    private static Sample Sample((double Value, double Resolution)[] launches) =>
        new([.. launches.Select(l => new Launch([l.Value], l.Resolution))]);
}
