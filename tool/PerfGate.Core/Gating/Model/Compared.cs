using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Gating.Model;

/// <summary>A comparison on its way to a verdict.</summary>
/// <param name="Comparison">What is reported.</param>
/// <param name="Rule">How its metric is judged.</param>
/// <param name="Candidate">The candidate's sample, or null.</param>
/// <param name="Baseline">The baseline's sample, or null.</param>
/// <param name="IsJudged">Whether both sides are there and comparable, and the rule gates it.</param>
/// <param name="IsPaired">Whether both sides were measured in turn, in blocks.</param>
/// <param name="Looks">When it is looked at, and with which share of the error.</param>
/// <param name="Exact">How exact values lie to each other; null for a sampled metric, or if it is not judged.</param>
internal sealed record Compared(
    Comparison Comparison, MetricRule Rule, Sample? Candidate, Sample? Baseline, bool IsJudged, bool IsPaired = false,
    Looks? Looks = null, ExactComparison? Exact = null)
{
    /// <summary>Of an exact metric: whether launches that lie apart show a difference. One that varies needs enough of them.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>Whether it only searches: what is found is measured again before it is red.</summary>
    public bool IsScreen { get; init; }

    /// <summary>The share of the error that this comparison may spend, in (0, 1].</summary>
    public double Share => Looks?.ShareAt(Candidate!.Launches.Length) ?? 1;
}
