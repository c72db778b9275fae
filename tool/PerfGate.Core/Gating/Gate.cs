using System.Collections.Immutable;
using PerfGate.Diagnostics;
using PerfGate.Gating.Comparing;
using PerfGate.Gating.Correcting;
using PerfGate.Gating.Messages;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;

namespace PerfGate.Gating;

/// <summary>The decision: runs, baselines and a policy in, a result out. A pure function.</summary>
public static class Gate
{
    /// <summary>Judges the suites of one build together: the error promised is the build's, not a benchmark's.</summary>
    /// <param name="inputs">The suites; at least one.</param>
    /// <param name="policy">How to judge.</param>
    /// <param name="confirmations">What measuring the suspects again gave; none if there were no suspects, or nobody did.</param>
    public static GateResult Judge(IReadOnlyList<GateInput> inputs, GatePolicy policy, params IReadOnlyList<Confirmation> confirmations)
    {
        var renaming = RenameDiagnostics.Of(inputs, policy).ToList();
        inputs = [.. inputs.Select(input => input.AsJudged(policy))];
        ImmutableArray<Judgement> judgements =
        [
            .. GatedRatios.WithoutQuickerPartners([.. Compare(inputs, policy)], inputs, policy)
                .Select(suspect => confirmations.Aggregate(suspect, (judgement, confirmation) => confirmation.Apply(judgement)))
                .Concat(inputs.SelectMany(FailedOnes))
                .OrderBy(j => j.Comparison.Id).ThenBy(j => j.Comparison.Metric.Name, StringComparer.Ordinal),
        ];
        var ratios = inputs.SelectMany(input => InRunRatios.Of(input, policy)).ToImmutableArray();
        ImmutableArray<Diagnostic> diagnostics =
        [
            .. inputs.SelectMany(input => InputDiagnostics.Of(input, policy)),
            .. GatedRatios.Empty(inputs, policy),
            .. renaming,
            .. AcceptanceDiagnostics.Of(inputs, policy),
            .. confirmations.SelectMany(confirmation => confirmation.Diagnostics),
            .. WithinResolution.Diagnostics(judgements, policy),
            .. VerdictDiagnostics.Of(judgements, ratios, policy),
            // What was measured in turn was measured by the same machine and harness.
            .. inputs.Any(input => input.IsPaired) || confirmations.Any(c => c.Launches > 0) ? [] : CommonShift.Of(judgements, policy.MinimumEffect),
        ];
        return new GateResult(
            OutcomeOf(judgements, diagnostics), EnvironmentNote.Of(inputs), judgements, ratios, diagnostics, policy.Alpha, policy.MinimumEffect)
        {
            Launches = LaunchCount.Of(inputs, confirmations),
        };
    }

    /// <summary>The result where no suite is built from what changed.</summary>
    /// <param name="reasons">Why not, for each suite.</param>
    /// <param name="policy">How would have been judged.</param>
    public static GateResult Skip(IEnumerable<Diagnostic> reasons, GatePolicy policy) =>
        new(Outcome.Skipped, EnvironmentNote.None, [], [], [.. reasons], policy.Alpha, policy.MinimumEffect);

    private static IEnumerable<Judgement> Compare(IReadOnlyList<GateInput> inputs, GatePolicy policy)
    {
        IReadOnlyList<Compared> compared = [.. inputs.SelectMany(input => Comparer.Compare(input, policy))];
        var anchorPart = Creep.AnchorPart(policy, inputs);
        var anchored = Creep.Compare(inputs, compared, anchorPart);
        var baselinePart = anchored.Count == 0 ? policy : Creep.BaselinePart(policy);
        // By sample, as two suites may have a benchmark of the same name.
        var anchors = BuildCorrection.Apply(anchored, anchorPart)
            .ToDictionary<Compared, object, AgainstAnchor>(c => c.Candidate!, c => Creep.Judge(c, inputs, anchorPart), ReferenceEqualityComparer.Instance);
        return BuildCorrection.Apply(compared, baselinePart).Select(c => new Judgement(c.Comparison, Verdicts.Of(c, baselinePart))
        {
            Anchor = c.Candidate is null ? null : anchors.GetValueOrDefault(c.Candidate),
        });
    }

    private static IEnumerable<Judgement> FailedOnes(GateInput input) => input.Candidate.Failures
        .Select(f => new Judgement(new Comparison(f.Id, Metric.Time, null, null).WithWarning(f.Diagnostic.Fact), Verdict.Failed));

    /// <summary>The word for a build, of what is said of its benchmarks and of itself.</summary>
    internal static Outcome OutcomeOf(ImmutableArray<Judgement> judgements, ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Code.ToExitCode()).ToHashSet();
        return errors.Contains(ExitCode.SuiteFailed) || errors.Contains(ExitCode.BaselineUnusable) ? Outcome.Failed
            : errors.Contains(ExitCode.Regressed) ? Outcome.Regressed
            : judgements.Any(j => j.IsUndecided) ? Outcome.Inconclusive
            : Outcome.Passed;
    }
}
