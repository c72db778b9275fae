using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Gating.Comparing;

/// <summary>Computes the ratios inside one run, and compares them with a baseline's where times cannot be.</summary>
internal static class InRunRatios
{
    public static IEnumerable<InRunRatio> Of(GateInput input, GatePolicy policy)
    {
        var pairs = policy.Ratios
            .SelectMany(rule => input.Candidate.Benchmarks.Select(id => (rule, id, partner: rule.PartnerOf(id))))
            .Where(p => p.partner is not null)
            .Select(p => (p.rule, ours: input.Candidate.Find(p.id, Metric.Time.Name), partner: input.Candidate.Find(p.partner!, Metric.Time.Name)))
            .Where(p => p.ours is not null && p.partner is not null)
            .ToList();
        var reference = input.Baseline?.Reference.Where(m => m.Metric.Name == Metric.Time.Name).ToDictionary(m => m.Id) ?? [];
        return pairs.Select(p => One(p.rule, p.ours!, p.partner!, reference, input, policy, pairs.Count));
    }

    private static InRunRatio One(
        RatioRule rule, Measured ours, Measured partner, Dictionary<BenchmarkId, Measured> reference,
        GateInput input, GatePolicy policy, int count)
    {
        var value = LaunchSummary.Minima(ours.Sample);
        var partnerValue = LaunchSummary.Minima(partner.Sample);
        var estimate = new RatioEstimate(value, partnerValue, new TestDesign(count));
        var before = reference.TryGetValue(ours.Id, out var a) && reference.TryGetValue(partner.Id, out var b)
            ? LaunchByLaunch(LaunchSummary.Minima(a.Sample), LaunchSummary.Minima(b.Sample))
            : null;
        return new InRunRatio(
            rule.Name, ours.Id, partner.Id, LaunchSummary.Median(value), LaunchSummary.Median(partnerValue),
            estimate.Ratio, estimate.Interval(RatioTest.IntervalAlpha),
            before is null ? null : LaunchSummary.Median(before),
            before is not null && !rule.IsGated && !input.IsSameEnvironment && input.IsSameHarness
                && HasRisen(LaunchByLaunch(value, partnerValue), before, policy.MinimumEffect, policy.Alpha, count));
    }

    // Both benchmarks of a launch ran in the same minute of the same process, so they are paired.
    private static double[] LaunchByLaunch(double[] value, double[] partner) =>
        [.. value.Zip(partner, (v, p) => v / p)];

    private static bool HasRisen(double[] now, double[] before, double minimumEffect, double alpha, int count) =>
        RatioTest.Compare(now, before, minimumEffect, alpha / count, new TestDesign(count)).PSlower <= alpha / count;
}
