using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Results;

namespace PerfGate.Gating;

/// <summary>The decision: runs, baselines and a policy in, a result out. A pure function.</summary>
public static class Gate
{
    /// <summary>Judges the suites of one build together: the error promised is the build's, not a benchmark's.</summary>
    /// <param name="inputs">The suites; at least one.</param>
    /// <param name="policy">How to judge.</param>
    /// <param name="confirmation">What measuring the suspects again gave, or null if there were none, or nobody did.</param>
    public static GateResult Judge(IReadOnlyList<GateInput> inputs, GatePolicy policy, Confirmation? confirmation = null)
    {
        var compared = BuildCorrection.Apply([.. inputs.SelectMany(input => Comparer.Compare(input, policy))], policy);
        ImmutableArray<Judgement> judgements =
        [
            .. compared.Select(c => new Judgement(c.Comparison, Verdicts.Of(c, policy)))
                .Select(suspect => confirmation?.Apply(suspect) ?? suspect)
                .Concat(inputs.SelectMany(FailedOnes))
                .OrderBy(j => j.Comparison.Id).ThenBy(j => j.Comparison.Metric.Name, StringComparer.Ordinal),
        ];
        var ratios = inputs.SelectMany(input => InRunRatios.Of(input, policy)).ToImmutableArray();
        ImmutableArray<Diagnostic> diagnostics =
        [
            .. inputs.SelectMany(input => InputDiagnostics.Of(input)),
            .. confirmation?.Diagnostics ?? [],
            .. VerdictDiagnostics.Of(judgements, ratios, policy),
        ];
        return new GateResult(
            OutcomeOf(judgements, diagnostics), EnvironmentNote.Of(inputs), judgements, ratios, diagnostics, policy.Alpha, policy.MinimumEffect)
        {
            Launches = LaunchCount.Of(inputs, confirmation),
        };
    }

    private static IEnumerable<Judgement> FailedOnes(GateInput input) => input.Candidate.Failures
        .Select(f => new Judgement(new Comparison(f.Id, Metric.Time, null, null).WithWarning(f.Diagnostic.Fact), Verdict.Failed));

    private static Outcome OutcomeOf(ImmutableArray<Judgement> judgements, ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code.ToExitCode()).ToHashSet();
        return errors.Contains(ExitCode.SuiteFailed) || errors.Contains(ExitCode.BaselineUnusable) ? Outcome.Failed
            : errors.Contains(ExitCode.Regressed) ? Outcome.Regressed
            : judgements.Any(j => j.Verdict == Verdict.Inconclusive) ? Outcome.Inconclusive
            : Outcome.Passed;
    }
}
