using PerfGate.Gating.Policies;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Gating.Correcting;

/// <summary>Tests every sampled metric of the build and corrects for there being many.</summary>
internal static class BuildCorrection
{
    /// <summary>The warning of a benchmark whose lowest launches kept while its launches as a whole became slower.</summary>
    public const string SlowLaunches = "the lowest launches kept, but most launches became slower";

    public static IReadOnlyList<Compared> Apply(IReadOnlyList<Compared> compared, GatePolicy policy)
    {
        var result = compared.ToArray();
        var places = result.Index()
            .Where(c => c.Item.IsJudged && c.Item.Comparison.Metric.Kind == MetricKind.Sampled)
            .Select(c => c.Index)
            .ToArray();
        // Exact metrics that vary can be wrong too, so each has its part of the error.
        var comparisons = places.Length + result.Count(ExactMetrics.Varies);
        var build = places.Select(i => Tested.Of(result[i])).ToArray();
        foreach (var (order, test) in CorrectedTest.Of(build, comparisons, policy.Alpha).Index())
        {
            result[places[order]] = CoarseFinding.Apply(Describe(build[order], test, policy.Alpha, comparisons), policy.Alpha, comparisons);
        }

        foreach (var (i, exact) in result.Index().Where(c => c.Item.Exact is not null).ToList())
        {
            result[i] = ExactMetrics.Correct(exact, policy.Alpha / Math.Max(1, comparisons));
        }

        return result;
    }

    private static Outlook? OutlookOf(Tested tested, CorrectedTest test, double alpha, int comparisons)
    {
        var c = tested.Compared;
        if (c.Looks?.Planned is not { } planned)
        {
            return null;
        }

        var other = c.IsPaired ? planned : c.Baseline!.Launches.Length;
        var share = c.Looks.ShareAt(planned);
        // One of many has to reach a level between its own part and the whole, as they share one order.
        return Outlook.Of(
            test.Test, tested.X, tested.Y, tested.MinimumEffect, tested.IsLowerBetter ? (planned, other) : (other, planned),
            alpha * share / Math.Sqrt(comparisons), test.Design with { Comparisons = (int)Math.Ceiling(comparisons / share) });
    }

    private static Compared Describe(Tested tested, CorrectedTest corrected, double alpha, int comparisons)
    {
        var c = tested.Compared;
        var test = AsMeasured(corrected.Test, c.Comparison);
        var inverted = !tested.IsLowerBetter;
        // What a single comparison has to reach in the first, hardest step of Holm's procedure.
        var single = alpha / comparisons;
        var comparison = c.Comparison with
        {
            Ratio = inverted ? 1 / test.Ratio : test.Ratio,
            Interval = inverted ? new Interval(1 / test.Interval.Upper, 1 / test.Interval.Lower) : test.Interval,
            PValue = test.PSlower,
            AdjustedPValue = corrected.Worse,
            AdjustedPValueBetter = corrected.Better,
            IsSuspect = corrected.IsSuspect,
            MinimumDetectableEffect = double.IsFinite(test.MinimumDetectableEffect) ? test.MinimumDetectableEffect : null,
            Warnings =
            [
                .. c.Comparison.Warnings,
                .. Doubts.About(LaunchSummary.Minima(c.Candidate!)).Select(doubt => $"now: {doubt}"),
                .. Doubts.About(LaunchSummary.Minima(c.Baseline!)).Select(doubt => $"baseline: {doubt}"),
            ],
            Outlook = OutlookOf(tested, corrected, alpha, comparisons),
        };
        if (corrected.IsSuspect)
        {
            comparison = comparison.WithWarning("seems slower, but with so few launches a busier machine looks the same: only measuring again in turn can tell");
        }

        if (!inverted && test.PSlower > single && MeanTest.HasRisen(c.Candidate!, c.Baseline!, single))
        {
            comparison = comparison.WithWarning(SlowLaunches);
        }

        return c with { Comparison = comparison };
    }

    // What is too small is tested against more than was measured (see TooSmall), and told as it was measured.
    private static RatioTest AsMeasured(RatioTest test, Comparison c) => c is not { Overhead: not null, Ratio: { } ratio } ? test
        : ratio / test.Ratio is var scale ? test with
        {
            Ratio = ratio,
            Interval = new Interval(test.Interval.Lower * scale, test.Interval.Upper * scale),
            MinimumDetectableEffect = ((1 + test.MinimumDetectableEffect) * scale) - 1,
        }
        : test;
}
