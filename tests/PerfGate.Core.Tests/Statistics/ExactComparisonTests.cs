using System.Globalization;
using PerfGate.Model;
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
    // Launches of the baseline, of the candidate; a runtime's own allocation landed in some.
    [InlineData("387 387 387", "387 2319 387", ExactOrder.Same)]
    [InlineData("387 2319 387", "387 387 387", ExactOrder.Same)]
    [InlineData("387 2319 387", "388 388 388", ExactOrder.Higher)]
    [InlineData("388 2319 388", "387 3000 387 387", ExactOrder.Lower)]
    // One launch alone was as low, or as many were not: nothing says what repeats.
    [InlineData("387 387 387", "2319 387", ExactOrder.Unclear)]
    [InlineData("387 387 387", "387 2319 387 2319", ExactOrder.Unclear)]
    [InlineData("387 387 387", "387 2319 2319", ExactOrder.Unclear)]
    public void What_repeats_is_the_value_where_no_more_than_one_launch_in_three_counted_more(string baseline, string candidate, ExactOrder order) =>
        Assert.Equal((order, true), Of(Compare(Launches(candidate), Launches(baseline))));

    [Fact]
    public void Where_more_is_better_a_launch_may_have_counted_too_little()
    {
        static (ExactOrder, bool) Compare(string candidate, string baseline) =>
            Of(ExactComparison.Compare(Sample(Launches(candidate)), Sample(Launches(baseline)), 0, MetricDirection.HigherIsBetter));

        Assert.Equal((ExactOrder.Same, true), Compare("90 90 20", "90 90"));
        Assert.Equal((ExactOrder.Lower, true), Compare("80 80 20", "90 10 90"));
        Assert.Equal((ExactOrder.Unclear, true), Compare("90 90 100", "90 90"));
    }

    [Theory]
    [InlineData("10 10 10", "100 100 120", true)]
    [InlineData("10 10 40", "100 100 120", true)]
    [InlineData("10 10 40", "60 60 60", false)]
    [InlineData("10 10 80", "60 60 60", false)]
    [InlineData("10 10 10", "100 110 120", false)]
    public void Sides_are_far_apart_if_they_differ_by_more_than_their_launches(string baseline, string candidate, bool isFar) =>
        Assert.Equal(isFar, Compare(Launches(candidate), Launches(baseline)).IsFarApart);

    [Theory]
    [InlineData(1, 8, 0, false, 1 / 9.0)]
    [InlineData(8, 1, 0, false, 1 / 9.0)]
    [InlineData(8, 8, 0, false, 1 / 12870.0)]
    [InlineData(5, 5, 1, false, 5 / 210.0)]
    [InlineData(3, 3, 0, true, 1 / 8.0)]
    [InlineData(3, 3, 1, true, 1 / 4.0)]
    public void Sides_lie_apart_by_chance_in_a_share_of_the_ways_to_deal_the_launches_out(int better, int worse, int apart, bool isPaired, double chance) =>
        Assert.Equal(chance, ExactComparison.ChanceOfApart(better, worse, apart, isPaired), 12);

    [Theory]
    // Of the better side, the launches that lie together.
    [InlineData("10 10 10 10 50", "20 20 20 20 20", MetricDirection.LowerIsBetter, 5 / 210.0)]
    [InlineData("20 20 20 20 20", "10 10 10 10 50", MetricDirection.LowerIsBetter, 5 / 210.0)]
    [InlineData("10 10 10 10 10", "20 20 20 20 5", MetricDirection.HigherIsBetter, 5 / 210.0)]
    public void The_chance_is_that_the_best_launches_are_all_of_one_side(string baseline, string candidate, MetricDirection direction, double chance) => Assert.Equal(
        chance, ExactComparison.Compare(Sample(Launches(candidate)), Sample(Launches(baseline)), 0, direction).ChanceOfApart(isPaired: false), 12);

    private static (ExactOrder, bool) Of(ExactComparison comparison) => (comparison.Order, comparison.Varies);

    private static (double, double)[] Launches(string values) =>
        [.. values.Split(' ').Select(value => (double.Parse(value, CultureInfo.InvariantCulture), 0.0))];

    private static ExactComparison Compare((double, double)[] candidate, (double, double)[] baseline, double tolerance = 0) =>
        ExactComparison.Compare(Sample(candidate), Sample(baseline), tolerance);

    private static Sample Sample((double Value, double Resolution)[] launches) =>
        new([.. launches.Select(l => new Launch([l.Value], l.Resolution))]);
}
