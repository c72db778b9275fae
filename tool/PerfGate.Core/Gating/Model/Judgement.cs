using PerfGate.Explaining;
using PerfGate.Model;
using PerfGate.Policies;

namespace PerfGate.Gating.Model;

/// <summary>A comparison with what is said of it.</summary>
public sealed record Judgement(Comparison Comparison, Verdict Verdict)
{
    /// <summary>The same against the anchor; null where there is none, or where it is the baseline itself.</summary>
    public AgainstAnchor? Anchor { get; init; }

    /// <summary>Why it is worse, as far as extra runs told; null where nobody looked.</summary>
    public Explanation? Explanation { get; init; }

    /// <summary>
    /// Whether it is worse than the baseline, or seems so, and measuring it again in turn with the baseline's commit decides. An exact metric
    /// that was seen to repeat needs no second look.
    /// </summary>
    public bool IsSuspect => Verdict switch
    {
        Verdict.Regressed => Comparison.Metric.Kind == MetricKind.Sampled || Comparison.IsSuspect,
        Verdict.Inconclusive or Verdict.Accepted => Comparison.IsSuspect,
        _ => false,
    };

    /// <summary>The benchmarks that have to be measured to judge it: itself, and of a gated ratio also the one that divides.</summary>
    /// <param name="policy">How it was judged.</param>
    public IEnumerable<BenchmarkId> MeasuredBy(GatePolicy policy) =>
        GatedRatios.PartnerOf(Comparison.Id, Comparison.Metric, policy) is { } partner ? [Comparison.Id, partner] : [Comparison.Id];

    /// <summary>Whether it is judged by the policy, and could not be decided.</summary>
    public bool IsUndecided => Verdict == Verdict.Inconclusive && Comparison.IsGated;

    /// <summary>Whether many small steps add up: no regression against the baseline, but one against the anchor.</summary>
    public bool HasCrept => Verdict != Verdict.Regressed && Anchor?.Verdict == Verdict.Regressed;
}
