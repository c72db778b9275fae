using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Gating;

/// <summary>Tests every sampled metric of the build and corrects for there being many.</summary>
internal static class BuildCorrection
{
    /// <summary>The warning of a benchmark whose lowest launches kept while its launches as a whole became slower.</summary>
    public const string SlowLaunches = "the lowest launches kept, but most launches became slower";

    public static IReadOnlyList<Compared> Apply(IReadOnlyList<Compared> compared, GatePolicy policy)
    {
        var result = compared.ToArray();
        var tested = result.Index()
            .Where(c => c.Item.IsJudged && c.Item.Comparison.Metric.Kind == MetricKind.Sampled)
            .Select(c => c.Index)
            .ToArray();
        TestDesign DesignOf(Compared c) => new((int)Math.Ceiling(tested.Length / c.Share), c.IsPaired);
        // What a single comparison has to reach in the first, hardest step of Holm's procedure.
        var alpha = policy.Alpha / Math.Max(1, tested.Length);
        var sides = tested.Select(i => Sides(result[i])).ToArray();
        var designs = NoiseShape.Suit([.. tested.Select((i, order) => (DesignOf(result[i]), sides[order].X, sides[order].Y))]);
        var tests = tested.Index().AsParallel().AsOrdered().Select(t => RatioTest.Compare(
            sides[t.Index].X, sides[t.Index].Y, result[t.Item].Rule.MinimumEffect!.Value, alpha, designs[t.Index])).ToList();
        var worse = Holm.Adjust([.. tests.Select((t, order) => Spent(t.PSlower, result[tested[order]]))]);
        var better = Holm.Adjust([.. tests.Select((t, order) => Spent(t.PFaster, result[tested[order]]))]);
        foreach (var (order, i) in tested.Index())
        {
            result[i] = Describe(result[i], sides[order], tests[order], worse[order], better[order], alpha, designs[order]);
        }

        return result;
    }

    // A look spends its share of the error only.
    private static double Spent(double pValue, Compared c) => Math.Min(1, pValue / c.Share);

    // Whichever side would be larger if the candidate were worse comes first.
    private static (double[] X, double[] Y) Sides(Compared c)
    {
        var (ours, theirs) = (LaunchSummary.Minima(c.Candidate!), LaunchSummary.Minima(c.Baseline!));
        return c.Comparison.Metric.Direction == MetricDirection.LowerIsBetter ? (ours, theirs) : (theirs, ours);
    }

    private static Outlook? OutlookOf(Compared c, (double[] X, double[] Y) sides, RatioTest test, double alpha, TestDesign design)
    {
        if (c.Looks?.Planned is not { } planned)
        {
            return null;
        }

        var other = c.IsPaired ? planned : c.Baseline!.Launches.Length;
        var share = c.Looks.ShareAt(planned);
        return Outlook.Of(
            test, sides.X, sides.Y, c.Rule.MinimumEffect!.Value,
            c.Comparison.Metric.Direction == MetricDirection.LowerIsBetter ? (planned, other) : (other, planned),
            alpha * share, design with { Comparisons = (int)Math.Ceiling(design.Comparisons * c.Share / share) });
    }

    private static Compared Describe(
        Compared c, (double[] X, double[] Y) sides, RatioTest test, double worse, double better, double alpha, TestDesign design)
    {
        var inverted = c.Comparison.Metric.Direction == MetricDirection.HigherIsBetter;
        var comparison = c.Comparison with
        {
            Ratio = inverted ? 1 / test.Ratio : test.Ratio,
            Interval = inverted ? new Interval(1 / test.Interval.Upper, 1 / test.Interval.Lower) : test.Interval,
            PValue = test.PSlower,
            AdjustedPValue = worse,
            AdjustedPValueBetter = better,
            MinimumDetectableEffect = double.IsFinite(test.MinimumDetectableEffect) ? test.MinimumDetectableEffect : null,
            Warnings =
            [
                .. c.Comparison.Warnings,
                .. Doubts.About(LaunchSummary.Minima(c.Candidate!)).Select(doubt => $"now: {doubt}"),
                .. Doubts.About(LaunchSummary.Minima(c.Baseline!)).Select(doubt => $"baseline: {doubt}"),
            ],
            Outlook = OutlookOf(c, sides, test, alpha, design),
            LaunchesToDecide = LaunchPlan.ToDecide(test, c.Comparison.Candidate!.Launches, c.Rule.MinimumEffect!.Value, alpha, design),
        };
        if (test.LeastPValue > alpha)
        {
            comparison = comparison.WithWarning("too few launches to call any change a regression");
        }

        if (!inverted && test.PSlower > alpha && MeanTest.HasRisen(c.Candidate!, c.Baseline!, alpha))
        {
            comparison = comparison.WithWarning(SlowLaunches);
        }

        return c with { Comparison = comparison };
    }
}
