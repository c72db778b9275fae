using System.Collections.Immutable;
using PerfGate.Gating.Model;
using PerfGate.Model;

namespace PerfGate.Policies;

/// <summary>How a build is judged.</summary>
public sealed record GatePolicy
{
    /// <summary>The default policy.</summary>
    public static GatePolicy Default { get; } = new();

    /// <summary>
    /// The promise: of a hundred builds without a regression, at most this share is flagged by time, however many
    /// benchmarks there are. In (0, 0.5].
    /// </summary>
    public double Alpha { get; init; } = 0.01;

    /// <summary>The least slowdown that matters, as a share: 0.05 is 5 %. Not negative.</summary>
    public double MinimumEffect { get; init; } = 0.05;

    /// <summary>
    /// How fine a check has to be: a benchmark of which no slowdown up to this share would have been caught is inconclusive (<see cref="Comparison.Detects"/>). Positive;
    /// null where any will do.
    /// </summary>
    public double? Resolution { get; init; }

    /// <summary>What to do about benchmarks that could not be decided.</summary>
    public PolicyAction OnInconclusive { get; init; } = PolicyAction.Warn;

    /// <summary>What to do about benchmarks that the run lost.</summary>
    public PolicyAction OnMissing { get; init; } = PolicyAction.Fail;

    /// <summary>What to do about benchmarks that the baseline does not have.</summary>
    public PolicyAction OnNew { get; init; } = PolicyAction.Pass;

    /// <summary>What to do where a ratio inside the run changed against a baseline of another machine.</summary>
    public PolicyAction OnRatio { get; init; } = PolicyAction.Warn;

    /// <summary>What a check does where the stored baseline was measured on another machine.</summary>
    public OnOtherMachine OnOtherMachine { get; init; } = OnOtherMachine.Against;

    /// <summary>Rules by metric. Time and allocation are judged without one.</summary>
    public ImmutableArray<MetricRule> Metrics { get; init; } = [];

    /// <summary>Exceptions by benchmark.</summary>
    public ImmutableArray<BenchmarkRule> Benchmarks { get; init; } = [];

    /// <summary>Ratios inside one run.</summary>
    public ImmutableArray<RatioRule> Ratios { get; init; } = [];

    /// <summary>Regressions that are accepted for a while.</summary>
    public ImmutableArray<Acceptance> Accepted { get; init; } = [];

    /// <summary>The day of the judgement, by which acceptances expire; where it is not given, all of them have.</summary>
    public DateOnly Today { get; init; } = DateOnly.MaxValue;

    /// <summary>What has another name now than in the baseline.</summary>
    public ImmutableArray<Rename> Renames { get; init; } = [];

    /// <summary>The least change against the anchor that matters, as a share. Not negative.</summary>
    public double AnchorEffect { get; init; } = 0.1;

    /// <summary>What to do about a benchmark that crept away from the anchor.</summary>
    public PolicyAction OnCreep { get; init; } = PolicyAction.Fail;

    /// <summary>
    /// Whether only a part of what the configuration is about is judged, so that a name which matches nothing may be
    /// about the rest.
    /// </summary>
    public bool IsPart { get; init; }

    /// <summary>Whether there is a store to take the candidate in, so that remedies may name it; not where two runs are compared.</summary>
    public bool HasStore { get; init; } = true;

    /// <summary>Whether a configuration is read that can accept a regression, so that remedies may say so first; not where two runs are compared without one.</summary>
    public bool CanAccept { get; init; } = true;

    /// <summary>No rule's minimum effect or tolerance is less than this share.</summary>
    internal double LeastEffect { get; init; }

    /// <summary>The custom metrics to read besides time and allocation.</summary>
    public IReadOnlyCollection<Metric> Counters =>
        [.. Metrics.Select(rule => rule.Metric).Where(m => m.Name != Metric.Time.Name && m.Name != Metric.Allocated.Name)];

    /// <summary>The rule of the gated ratio that a metric is, or null if it is none.</summary>
    public RatioRule? GatedRatio(Metric metric) => Ratios.FirstOrDefault(ratio => ratio.IsGated && ratio.Metric == metric);

    /// <summary>The rule for one benchmark and metric, exceptions included.</summary>
    public MetricRule RuleFor(BenchmarkId id, Metric metric)
    {
        var rule = Metrics.FirstOrDefault(r => r.Metric.Name == metric.Name) ?? new MetricRule(metric, GatedRatio(metric)?.MinimumEffect);
        rule = rule with { MinimumEffect = rule.MinimumEffect ?? MinimumEffect };
        foreach (var exception in Benchmarks.Where(b => b.Match.Matches(id)))
        {
            rule = rule with
            {
                MinimumEffect = exception.MinimumEffect ?? rule.MinimumEffect,
                Tolerance = exception.Tolerance ?? rule.Tolerance,
                IsGated = exception.IsGated ?? rule.IsGated,
            };
        }

        return rule with
        {
            MinimumEffect = Math.Max(rule.MinimumEffect!.Value, LeastEffect),
            Tolerance = Math.Max(rule.Tolerance, LeastEffect),
        };
    }
}
