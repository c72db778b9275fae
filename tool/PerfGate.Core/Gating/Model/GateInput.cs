using PerfGate.Baselines;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Gating.Model;

/// <summary>One suite to judge.</summary>
/// <param name="Candidate">What was measured.</param>
/// <param name="Baseline">What to judge it against, or null if there is nothing.</param>
/// <param name="Selection">The filters that chose what was run; of the baseline, only what they match can be missing. Empty for all.</param>
public sealed record GateInput(SuiteRun Candidate, Baseline? Baseline, IReadOnlyList<Glob> Selection)
{
    /// <summary>The benchmarks that the run was asked for, by the names of now, where filters do not tell; null where they do.</summary>
    public IReadOnlySet<BenchmarkId>? Asked { get; init; }

    /// <summary>Whether what the baseline knows may all be in other inputs of the same suite, and this one has nothing but what is new.</summary>
    public bool MayBeAllNew { get; init; }

    /// <summary>Whether both sides were measured in turn, in <see cref="Statistics.Ranks.Blocks"/>.</summary>
    public bool IsPaired { get; init; }

    /// <summary>
    /// Whether this only searches for what is to be measured again in turn. Then whatever seems worse is a suspect, with no control of errors: confirming has it.
    /// </summary>
    public bool IsScreen { get; init; }

    /// <summary>When the candidate was looked at while it was measured.</summary>
    public Looks Looks { get; init; } = Looks.OnlyAtTheEnd;

    /// <summary>How far days lie apart where it was measured, or null for what is expected of any machine.</summary>
    public SessionSpread? Spread { get; init; }

    /// <summary>How many launches of each benchmark a fixed plan has; 0 where nobody planned.</summary>
    public int PlannedLaunches { get; init; }

    /// <summary>Whether times may be judged.</summary>
    public bool IsSameEnvironment => IsSameHarness && Baseline!.Environment.IsComparableTo(Candidate.Environment);

    /// <summary>Whether one version of the harness measured both sides: two subtract overhead and count allocation in different ways.</summary>
    public bool IsSameHarness => Baseline?.Environment.IsSameHarnessAs(Candidate.Environment) ?? false;

    /// <summary>Whether exact metrics may be judged.</summary>
    public bool IsSameRuntime => Baseline is { } b && (b.Environment.RuntimeMajor == Candidate.Environment.RuntimeMajor
        || b.Environment.Runtime.Length == 0 || Candidate.Environment.Runtime.Length == 0);

    /// <summary>Why a metric of both sides may not be judged, or null if it may. A counter of the suite's own does not depend on the harness.</summary>
    internal string? WhyNotJudged(Metric metric) => metric switch
    {
        { Kind: MetricKind.Exact } when !IsSameRuntime => "baseline of another runtime: not judged",
        { Kind: MetricKind.Sampled } when !Baseline!.Environment.IsComparableTo(Candidate.Environment) =>
            Baseline.Environment.IsSameMachineAs(Candidate.Environment) ? "baseline of another runtime: not judged" : "baseline of another machine: not judged",
        _ when !IsSameHarness && (metric == Metric.Time || metric == Metric.Allocated) => "baseline of another version of the harness: not judged",
        _ => null,
    };

    /// <summary>Why a ratio inside the run may not be judged, or null if it may: on any machine, as long as it runs on the same libraries.</summary>
    internal string? WhyNoRatioIsJudged => !IsSameRuntime ? "baseline of another runtime: not judged"
        : !IsSameHarness ? "baseline of another version of the harness: not judged"
        : null;

    /// <summary>The same as the gate judges it: a baseline whose benchmarks have the names of now, and on both sides the ratios that the policy gates.</summary>
    public GateInput AsJudged(GatePolicy policy) =>
        GatedRatios.Add(Baseline is { } b ? this with { Baseline = Renaming.Map(b, policy.Renames) } : this, policy);

    /// <summary>Whether the run was asked for this benchmark.</summary>
    public bool Selects(BenchmarkId id) => Asked?.Contains(id) ?? Selection.Count == 0 || Selection.Any(glob => glob.Matches(id));
}
