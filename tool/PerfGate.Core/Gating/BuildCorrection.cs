using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Permutations;

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
        // Exact metrics that vary can be wrong too, so each has its part of the error.
        var comparisons = tested.Length + result.Count(ExactMetrics.Varies);
        TestDesign DesignOf(Compared c) => new((int)Math.Ceiling(comparisons / c.Share), c.IsPaired);
        // What a single comparison has to reach in the first, hardest step of Holm's procedure.
        var alpha = policy.Alpha / Math.Max(1, comparisons);
        var sides = tested.Select(i => Sides(result[i])).ToArray();
        var designs = NoiseShape.Suit([.. tested.Select((i, order) => (DesignOf(result[i]), sides[order].X, sides[order].Y))]);
        var tests = InParallel.Select(tested, (i, order) => RatioTest.Compare(
            sides[order].X, sides[order].Y, result[i].Rule.MinimumEffect!.Value, alpha, designs[order]));
        var corrected = Correct([.. tested.Select(i => result[i])], sides, tests, designs, comparisons, policy.Alpha);
        foreach (var (order, i) in tested.Index())
        {
            result[i] = Describe(result[i], sides[order], tests[order], corrected[order], alpha, designs[order]);
        }

        foreach (var (i, exact) in result.Index().Where(c => c.Item.Exact is not null).ToList())
        {
            result[i] = ExactMetrics.Correct(exact, alpha);
        }

        return result;
    }

    // Comparisons are tested together. Of very few launches that makes suspects, and ranks decide, corrected by Holm; as they do what was measured in rounds,
    // and what is accepted: of the same launches, ranks alone never show more against a wider bound.
    private static Corrected[] Correct(Compared[] compared, (double[] X, double[] Y)[] sides, RatioTest[] tests, IReadOnlyList<TestDesign> designs, int comparisons, double alpha)
    {
        int[] together = [.. Enumerable.Range(0, compared.Length).Where(i => !compared[i].IsPaired && compared[i].Comparison.Accepted is null && BuildTest.Suits(sides[i].X.Length, sides[i].Y.Length))];
        int[] ranked = [.. Enumerable.Range(0, compared.Length).Where(i => !together.Contains(i) || !Decides(i))];
        var result = new Corrected[compared.Length];
        // Each of both families has as large a part of the error as it is a part of the build.
        var worse = Holm.Adjust([.. ranked.Select(i => Spent(tests[i].PSlower, compared[i]))]);
        var better = Holm.Adjust([.. ranked.Select(i => Spent(tests[i].PFaster, compared[i]))]);
        var part = ranked.Length / (double)comparisons;
        foreach (var (order, i) in ranked.Index())
        {
            result[i] = new Corrected(Math.Min(1, worse[order] / part), Math.Min(1, better[order] / part));
        }

        if (together.Length == 0)
        {
            return result;
        }

        var slower = new BuildTest([.. together.Select(i => Part(sides[i].X, sides[i].Y, i))], comparisons);
        var faster = new BuildTest([.. together.Select(i => Part(sides[i].Y, sides[i].X, i))], comparisons);
        var shifts = InParallel.Select(together, (_, order) => slower.MostShift(order, alpha));
        foreach (var (order, i) in together.Index())
        {
            var p = slower.Adjusted[order];
            var detectable = (tests[i].Ratio * Math.Exp(-shifts[order])) - 1;
            if (Decides(i))
            {
                tests[i] = tests[i] with
                {
                    PSlower = slower.PValue(order),
                    PFaster = faster.PValue(order),
                    LeastPValue = 0,
                    MinimumDetectableEffect = detectable,
                };
                result[i] = new Corrected(p, faster.Adjusted[order]);
            }
            else
            {
                tests[i] = tests[i] with { MinimumDetectableEffect = Math.Min(tests[i].MinimumDetectableEffect, detectable) };
                result[i] = result[i] with { IsSuspect = p <= alpha && result[i].Worse > alpha };
            }
        }

        return result;

        bool Decides(int i) => BuildTest.Decides(sides[i].X.Length, sides[i].Y.Length);
        Sides Part(double[] x, double[] y, int i) =>
            new([.. x.Select(value => value / (1 + compared[i].Rule.MinimumEffect!.Value))], y, designs[i], compared[i].Share);
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
        Compared c, (double[] X, double[] Y) sides, RatioTest test, Corrected corrected, double alpha, TestDesign design)
    {
        var inverted = c.Comparison.Metric.Direction == MetricDirection.HigherIsBetter;
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
            Outlook = OutlookOf(c, sides, test, alpha, design),
            LaunchesToDecide = LaunchPlan.ToDecide(test, c.Comparison.Candidate!.Launches, c.Rule.MinimumEffect!.Value, alpha, design),
        };
        if (corrected.IsSuspect)
        {
            comparison = comparison.WithWarning("seems slower, but with so few launches a busier machine looks the same: only measuring again in turn can tell");
        }
        else if (test.LeastPValue > alpha)
        {
            comparison = comparison.WithWarning("too few launches to call any change a regression");
        }

        if (!inverted && test.PSlower > alpha && MeanTest.HasRisen(c.Candidate!, c.Baseline!, alpha))
        {
            comparison = comparison.WithWarning(SlowLaunches);
        }

        return c with { Comparison = comparison };
    }

    /// <summary>The p-values of one comparison, corrected for the build, and whether it is to be measured again.</summary>
    private readonly record struct Corrected(double Worse, double Better, bool IsSuspect = false);
}
