using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
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
        var tests = InParallel.Select(build, (t, _) => RatioTest.Compare(
            t.X, t.Y, t.MinimumEffect, policy.Alpha / comparisons * t.Compared.Share, t.Design(comparisons), t.Compared.Share));
        var worse = Holm.Adjust([.. build.Zip(tests, (t, test) => t.Spent(test.PSlower))], comparisons);
        var better = Holm.Adjust([.. build.Zip(tests, (t, test) => t.Spent(test.PFaster))], comparisons);
        var described = InParallel.Select(build, (t, order) => Describe(t, tests[order], policy.Alpha, comparisons));
        foreach (var (order, place) in places.Index())
        {
            result[place] = CoarseFinding.Apply(
                described[order] with { Comparison = described[order].Comparison with { AdjustedPValue = worse[order], AdjustedPValueBetter = better[order] } },
                policy.Alpha, comparisons);
        }

        foreach (var (i, exact) in result.Index().Where(c => c.Item.Exact is not null).ToList())
        {
            result[i] = ExactMetrics.Correct(exact, policy.Alpha / Math.Max(1, comparisons));
        }

        return result;
    }

    private static Compared Describe(Tested tested, RatioTest tests, double alpha, int comparisons)
    {
        var c = tested.Compared;
        var test = AsMeasured(tests, c.Comparison);
        var inverted = !tested.IsLowerBetter;
        // What a single comparison has to reach in the first, hardest step of Holm's procedure.
        var single = alpha / comparisons;
        var comparison = c.Comparison with
        {
            Ratio = inverted ? 1 / test.Ratio : test.Ratio,
            Interval = inverted ? new Interval(1 / test.Interval.Upper, 1 / test.Interval.Lower) : test.Interval,
            PValue = test.PSlower,
            SearchPValue = test.PSearch,
            MinimumDetectableEffect = double.IsFinite(test.MinimumDetectableEffect) ? test.MinimumDetectableEffect : null,
            Warnings =
            [
                .. c.Comparison.Warnings,
                .. SampleWarnings.About(tested.X).Select(doubt => $"now: {doubt}"),
                .. SampleWarnings.About(tested.Y).Select(doubt => $"baseline: {doubt}"),
            ],
            WorstCase = test.WorstCase,
            Detects = c.IsScreen ? Detection.Of(tested.X, tested.Y, tests.Ratio, tested.MinimumEffect, alpha, comparisons) : null,
            IsSuspect = c.IsScreen && tests.PSearch <= SearchTest.SuspectAt,
        };
        if (test.PSlower > single && MeanTest.HasRisen(tested.Candidate, tested.Baseline, single))
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
            WorstCase = test.WorstCase * scale,
        }
        : test;
}
