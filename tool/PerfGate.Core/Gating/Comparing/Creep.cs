using PerfGate.Baselines;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Gating.Comparing;

/// <summary>
/// Many small steps each pass, so the gate compares with an anchor too, the baseline of a release, with a minimum effect
/// of its own. The error that is promised for the build is divided between the two.
/// </summary>
public static class Creep
{
    /// <summary>
    /// The anchor's share of the policy's alpha. The smaller part, because creep stays: what today's launches do not
    /// show, tomorrow's will, whereas a regression is to be caught at once.
    /// </summary>
    public const double Share = 0.2;

    /// <summary>The policy of the comparison with the baseline, where there is one with an anchor too.</summary>
    public static GatePolicy BaselinePart(GatePolicy policy) => policy with { Alpha = policy.Alpha * (1 - Share) };

    /// <summary>
    /// The policy of the comparison with the anchor: no effect below the anchor's own matters, and what was accepted
    /// since is granted on top of it.
    /// </summary>
    public static GatePolicy AnchorPart(GatePolicy policy, IReadOnlyList<GateInput> inputs) => policy with
    {
        Alpha = policy.Alpha * Share,
        LeastEffect = policy.AnchorEffect,
        Accepted = [.. inputs.SelectMany(input => AcceptedSince(input, policy))],
    };

    /// <summary>Compares with the anchor whatever has another baseline by now.</summary>
    internal static IReadOnlyList<Compared> Compare(IReadOnlyList<GateInput> inputs, IEnumerable<Compared> compared, GatePolicy policy)
    {
        var current = compared.Select(c => c.Baseline).OfType<Sample>().ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. inputs
            .Where(input => input.Baseline?.Anchor is not null)
            .SelectMany(input => Comparer.Compare(input with { Baseline = input.Baseline!.Anchor }, policy)
                .Where(c => c.IsJudged && !current.Contains(c.Baseline!) && !IsBeyondMeasure(c.Comparison, input.Baseline, policy)))];
    }

    internal static AgainstAnchor Judge(Compared compared, IReadOnlyList<GateInput> inputs, GatePolicy policy) => new(
        inputs.Select(input => input.Baseline?.Anchor?.SessionOf(compared.Comparison.Id)?.Provenance.Anchor).First(name => name is not null)!,
        compared.Comparison,
        Verdicts.Of(compared, policy));

    private static IEnumerable<Acceptance> AcceptedSince(GateInput input, GatePolicy policy)
    {
        if (input.Baseline is not { Anchor: { } anchor } baseline)
        {
            yield break;
        }

        foreach (var measured in anchor.Reference)
        {
            var before = Recorded(measured.Id, measured.Metric.Name, baseline, policy).ToList();
            var now = AcceptedBound.For(measured.Id, measured.Metric, baseline, policy);
            if (before.Count > 0 || now is not null)
            {
                var factor = before.Aggregate(1 + (now?.UpTo ?? 0), (product, a) => product * (1 + (a.Share ?? 0)));
                yield return new Acceptance(
                    new Glob(measured.Id.ToString()), measured.Metric.Name, ((1 + policy.AnchorEffect) * factor) - 1,
                    string.Join("; ", before.Select(a => $"in the baseline: {a.Reason}").Concat(now is null ? [] : [now.Reason])),
                    now?.By ?? before.LastOrDefault()?.By, null, before.Select(a => a.Until).Append(now?.Until).OfType<DateOnly>().DefaultIfEmpty(DateOnly.MaxValue).Min());
            }
        }
    }

    // From zero to something no share can be granted.
    private static bool IsBeyondMeasure(Comparison c, Baseline baseline, GatePolicy policy) =>
        Recorded(c.Id, c.Metric.Name, baseline, policy).Any(a => a.Share is null);

    private static IEnumerable<AcceptedRegression> Recorded(BenchmarkId id, string metric, Baseline baseline, GatePolicy policy)
    {
        var anchored = baseline.Anchor!.SessionOf(id)?.Provenance.MeasuredAt;
        return baseline.Sessions
            .Where(session => session.Provenance.Anchor is null && (session.Provenance.MeasuredAt ?? DateTimeOffset.MaxValue) > anchored)
            .SelectMany(session => session.Provenance.Accepted)
            .Where(a => a.Id == id && a.Metric == metric && (a.Until is null || a.Until >= policy.Today));
    }
}
