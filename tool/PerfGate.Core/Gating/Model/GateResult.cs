using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Model;

namespace PerfGate.Gating.Model;

/// <summary>What the gate decided, with all that a report shows.</summary>
/// <param name="Outcome">The build's outcome.</param>
/// <param name="Environment">Where both sides were measured.</param>
/// <param name="Judgements">Every benchmark and metric, in order.</param>
/// <param name="Ratios">The ratios inside the run.</param>
/// <param name="Diagnostics">What to tell, the reasons for the outcome among them.</param>
/// <param name="Alpha">The share of builds without a regression that may be flagged.</param>
/// <param name="MinimumEffect">The least slowdown that matters, as a share.</param>
public sealed record GateResult(
    Outcome Outcome,
    EnvironmentNote Environment,
    ImmutableArray<Judgement> Judgements,
    ImmutableArray<InRunRatio> Ratios,
    ImmutableArray<Diagnostic> Diagnostics,
    double Alpha,
    double MinimumEffect)
{
    /// <summary>What measuring took, or null where it was measured before.</summary>
    public LaunchCount? Launches { get; init; }

    /// <summary>The exit code that belongs to the outcome.</summary>
    public ExitCode ExitCode => Outcome switch
    {
        Outcome.Passed or Outcome.Skipped => ExitCode.Passed,
        Outcome.Regressed => ExitCode.Regressed,
        // Inconclusive fails only where the policy says so: then its diagnostic is an error.
        Outcome.Inconclusive => Errors.Any() ? ExitCode.Inconclusive : ExitCode.Passed,
        _ => Errors.Select(d => d.Code.ToExitCode()).Where(c => c is ExitCode.SuiteFailed or ExitCode.BaselineUnusable).Min(),
    };

    /// <summary>What is worse than the stored baseline or its anchor, so that it is worth measuring again.</summary>
    public IEnumerable<Judgement> Suspects => Judgements.Where(
        j => j.IsSuspect || (j.HasCrept && (j.Comparison.Metric.Kind == MetricKind.Sampled || j.Anchor!.Comparison.IsSuspect)));

    /// <summary>How many judgements have a verdict.</summary>
    public int Count(Verdict verdict) => Judgements.Count(j => j.Verdict == verdict);

    private IEnumerable<Diagnostic> Errors => Diagnostics.Where(d => d.Severity == Severity.Error);
}
