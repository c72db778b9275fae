using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Gating.Comparing;

/// <summary>Puts the two sides of every benchmark and metric together.</summary>
internal static class Comparer
{
    public static IEnumerable<Compared> Compare(GateInput input, GatePolicy policy)
    {
        var failed = input.Candidate.Failures.Select(f => f.Id).ToHashSet();
        var reference = (input.Baseline?.Reference ?? [])
            .Where(m => input.Selects(m.Id) && !failed.Contains(m.Id))
            .ToDictionary(m => (m.Id, m.Metric.Name));
        foreach (var ours in input.Candidate.Measured)
        {
            reference.Remove((ours.Id, ours.Metric.Name), out var theirs);
            yield return Pair(input, policy, ours, theirs);
        }

        foreach (var theirs in reference.Values)
        {
            yield return Pair(input, policy, null, theirs);
        }
    }

    private static Compared Pair(GateInput input, GatePolicy policy, Measured? ours, Measured? theirs)
    {
        var (id, metric, _) = (ours ?? theirs)!;
        var acceptance = theirs is null ? null : AcceptedBound.For(id, metric, input.Baseline!, policy);
        var rule = policy.RuleFor(id, metric);
        // What a screen finds will be measured again here, in turn.
        rule = policy.GatedRatio(metric) is not null && !input.IsScreen && !input.IsSameEnvironment ? GatedRatios.BetweenMachinesRule(rule) : rule;
        rule = AcceptedBound.Widen(rule, acceptance);
        var comparison = new Comparison(
            id, metric,
            // A value in another unit would be shown as if it were in this one.
            theirs is null || theirs.Metric.Unit != metric.Unit ? null : Side.Of(theirs.Sample, theirs.Metric),
            ours is null ? null : Side.Of(ours.Sample, metric))
        {
            MinimumEffect = metric.Kind == MetricKind.Exact ? rule.Tolerance : rule.MinimumEffect ?? 0,
            Accepted = acceptance,
            IsGated = rule.IsGated,
        };
        if (ours is null || theirs is null)
        {
            return new Compared(comparison, rule, ours?.Sample, theirs?.Sample, IsJudged: false);
        }

        comparison = comparison with { Ratio = comparison.Baseline is null ? null : RatioOf(comparison.Candidate!.Value, comparison.Baseline.Value) };
        var whyNot = theirs.Metric != metric ? OtherMeaning.NotJudged : policy.GatedRatio(metric) is not null ? input.WhyNoRatioIsJudged : input.WhyNotJudged(metric);
        comparison = whyNot is null ? comparison : comparison.WithWarning(whyNot);
        var compared = new Compared(
            comparison, rule, ours.Sample, theirs.Sample, whyNot is null && rule.IsGated, IsPaired(input, ours, theirs),
            input.Looks)
        {
            IsScreen = input.IsScreen,
        };
        return metric.Kind == MetricKind.Exact && compared.IsJudged ? WithinResolution.Apply(CompareExactly(compared)) : TooSmall.Apply(compared);
    }

    // A launch that one side lost takes the blocks apart.
    private static bool IsPaired(GateInput input, Measured ours, Measured theirs) =>
        input.IsPaired && ours.Sample.Launches.Length == theirs.Sample.Launches.Length;

    private static Compared CompareExactly(Compared compared)
    {
        var exact = ExactComparison.Compare(compared.Candidate!, compared.Baseline!, compared.Rule.Tolerance, compared.Comparison.Metric.Direction);
        // Equal values are equal, whatever part of them was the instrument's own.
        var ratio = exact.Order == ExactOrder.Same ? 1 : RatioOf(exact.Candidate.Value.Upper, exact.Baseline.Value.Upper);
        return compared with
        {
            Exact = exact,
            Comparison = ExactMetrics.Warnings(exact).Aggregate(compared.Comparison with { Ratio = ratio }, (c, warning) => c.WithWarning(warning)),
        };
    }

    private static double? RatioOf(double candidate, double baseline) =>
        baseline > 0 ? candidate / baseline : candidate == baseline ? 1 : null;
}
