using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating;
using PerfGate.Gating.Comparing;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics.Ranks;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>
/// Measures suspects again, in turn with the commits of the baselines that they were slower than: first those that were
/// slower than the newest baseline, then those that remain slower than the anchor.
/// </summary>
internal static class Confirming
{
    /// <summary>Confirms, or says why that cannot be done; one confirmation for each commit.</summary>
    public static async Task<IReadOnlyList<Confirmation>> ConfirmAsync(
        GateResult screen, IReadOnlyList<GateInput> inputs, Measurement measurement, GatePolicy policy, LaunchPlanner planner,
        CommandContext context, CancellationToken cancellation)
    {
        IReadOnlyList<GateInput> named = [.. inputs.Select(input => input.AsJudged(policy))];
        var hasAnchor = screen.Judgements.Any(j => j.Anchor is not null);
        var confirmations = new List<Confirmation>();
        async Task ConfirmGroupsAsync(IReadOnlyList<Judgement> suspects, Func<GateInput, Baseline?> reference, GatePolicy policy, bool isOfAnchor)
        {
            // What a pull request found on its target branch is not charged to it.
            foreach (var group in suspects.GroupBy(suspect => isOfAnchor ? CommitOf(suspect, named, reference) : measurement.Base ?? CommitOf(suspect, named, reference)))
            {
                // The error allowed is shared by the commits, as each confirms for itself.
                var part = policy with { Alpha = policy.Alpha * group.Count() / suspects.Count };
                confirmations.AddRange(await ConfirmAsync(group.Key, [.. group], named, isOfAnchor, measurement, part, planner, context, cancellation));
            }
        }

        await ConfirmGroupsAsync(
            [.. screen.Suspects.Where(s => !s.HasCrept)], input => input.Baseline, hasAnchor ? Creep.BaselinePart(policy) : policy, isOfAnchor: false);
        var remaining = confirmations.Count == 0 ? screen : Gate.Judge(inputs, policy, confirmations);
        await ConfirmGroupsAsync(
            [.. remaining.Suspects.Where(s => s.HasCrept)], input => input.Baseline?.Anchor, Creep.AnchorPart(policy, named), isOfAnchor: true);
        return confirmations;
    }

    private static async Task<IReadOnlyList<Confirmation>> ConfirmAsync(
        CommitInfo? commit, IReadOnlyList<Judgement> suspects, IReadOnlyList<GateInput> inputs, bool isOfAnchor, Measurement measurement,
        GatePolicy policy, LaunchPlanner planner, CommandContext context, CancellationToken cancellation)
    {
        var what = isOfAnchor ? "anchor" : "baseline";
        try
        {
            var reference = Usable(commit);
            context.Progress.Say($"{suspects.Count} {(suspects.All(s => s.Comparison.Metric.Kind == MetricKind.Sampled) ? "slower" : "worse")} than the stored {what}: measuring again, in turn with commit {reference.Short}");
            var suites = SuitesOf(suspects, inputs, measurement, policy).ToList();
            // Looks before the last take up to a half of the error.
            var least = LaunchPlan.Least(policy.Alpha / 2 / suspects.Count, new TestDesign(suspects.Count, IsPaired: true));
            var plans = suites.Select(s => planner.ForConfirming(measurement, s.Suite, suites.Count, least) with { Filters = s.Filters });
            var again = await InTurn.MeasureAsync(reference.Hash, measurement, plans, planner.Undecided(policy, suites.Count), context, cancellation);
            var (confirmations, unknown) = MeasuredAgain.Take(suspects, again, Gate.Judge(again, policy), $"commit {reference.Short}", isOfAnchor);
            return unknown.Count == 0 ? confirmations :
            [
                .. confirmations,
                .. await WithoutAsync(unknown, inputs, isOfAnchor, measurement, policy, Diagnostic.Warning(
                    DiagnosticCode.PG3007, $"{Format.Count(unknown.Count, "suspect")} could not be measured at commit {reference.Short}, which does not have them, so the verdict rests on the stored {what}{RestsOn(unknown)}",
                    Format.Some([.. unknown.Select(suspect => suspect.Comparison.Id).Distinct()]), "Store a new baseline of a commit that has them"), context, cancellation),
            ];
        }
        catch (PerfGateException e) when (e.Diagnostic.Code is DiagnosticCode.PG3005 or DiagnosticCode.PG3007)
        {
            return await WithoutAsync(suspects, inputs, isOfAnchor, measurement, policy, new Diagnostic(
                // A search finds suspects by chance, too: not to have measured them again is no more than a note.
                DiagnosticCode.PG3007, suspects.Any(s => s.Verdict == Verdict.Regressed || s.HasCrept) ? Severity.Warning : Severity.Note,
                $"the suspects could not be measured again against the {what}'s commit, so the verdict rests on the stored {what}{RestsOn(suspects)}",
                e.Diagnostic.ToString(), e.Diagnostic.Remedy), context, cancellation);
        }
        catch (PerfGateException e) when (e.Diagnostic.Code.ToExitCode() == ExitCode.SuiteFailed)
        {
            return [MeasuredAgain.Failed(suspects, e.Diagnostic)];
        }
    }

    /// <summary>
    /// What is said of suspects that are not measured beside the commit: of exact metrics the candidate is measured once more, and times have to exceed
    /// how far days lie apart.
    /// </summary>
    private static async Task<IReadOnlyList<Confirmation>> WithoutAsync(
        IReadOnlyList<Judgement> suspects, IReadOnlyList<GateInput> inputs, bool isOfAnchor, Measurement measurement, GatePolicy policy, Diagnostic why,
        CommandContext context, CancellationToken cancellation)
    {
        IReadOnlyList<GateInput> reference = isOfAnchor ? [.. inputs.Select(input => input with { Baseline = input.Baseline?.Anchor })] : inputs;
        List<Judgement> sampled = [.. suspects.Where(s => s.Comparison.Metric.Kind == MetricKind.Sampled)];
        return
        [
            Confirmation.Without(why, sampled, SessionMargin.StillWorse(sampled, reference, policy)) with { IsOfAnchor = isOfAnchor },
            .. await Repeating.MeasureAsync(suspects, reference, isOfAnchor, measurement, policy, context, cancellation),
        ];
    }

    /// <summary>What is said of suspects where nothing may be measured here, the candidate neither: times have to exceed how far days lie apart.</summary>
    /// <param name="why">Why not.</param>
    /// <param name="inputs">What was judged, of which nothing is measured again.</param>
    /// <param name="policy">How it is judged.</param>
    public static IReadOnlyList<Confirmation> Without(Diagnostic why, IReadOnlyList<GateInput> inputs, GatePolicy policy)
    {
        var screen = Gate.Judge(inputs, policy);
        IReadOnlyList<GateInput> named = [.. inputs.Select(input => input.AsJudged(policy))];
        var hasAnchor = screen.Judgements.Any(j => j.Anchor is not null);
        var suspects = screen.Suspects.Where(s => s.Comparison.Metric.Kind == MetricKind.Sampled).ToLookup(s => s.HasCrept);
        Confirmation Of(bool isOfAnchor, IReadOnlyList<GateInput> reference, GatePolicy part) =>
            Confirmation.Without(why, suspects[isOfAnchor], SessionMargin.StillWorse([.. suspects[isOfAnchor]], reference, part)) with { IsOfAnchor = isOfAnchor };
        return
        [
            .. suspects[false].Any() ? [Of(false, named, hasAnchor ? Creep.BaselinePart(policy) : policy)] : (Confirmation[])[],
            .. suspects[true].Any() ? [Of(true, [.. named.Select(input => input with { Baseline = input.Baseline?.Anchor })], Creep.AnchorPart(policy, named))] : (Confirmation[])[],
        ];
    }

    private static string RestsOn(IReadOnlyList<Judgement> suspects) => string.Concat(
        suspects.Any(s => s.Comparison.Metric.Kind == MetricKind.Sampled) ? ", and on how much times differ from day to day" : "",
        suspects.Any(s => s.Comparison.Metric.Kind == MetricKind.Exact) ? $", and on {Confirmation.MoreLaunches}" : "");

    /// <summary>What is said where suspects are not to be measured again beside their commit.</summary>
    public static async Task<IReadOnlyList<Confirmation>> NotWantedAsync(
        GateResult screen, IReadOnlyList<GateInput> inputs, Measurement measurement, GatePolicy policy, CommandContext context, CancellationToken cancellation)
    {
        IReadOnlyList<GateInput> named = [.. inputs.Select(input => input.AsJudged(policy))];
        var hasAnchor = screen.Judgements.Any(j => j.Anchor is not null);
        var suspects = screen.Suspects.ToLookup(s => s.HasCrept);
        var why = new Diagnostic(
            DiagnosticCode.PG3007, Severity.Note, $"the suspects were not measured again beside the baseline's commit, so the verdict rests on the stored baseline{RestsOn([.. screen.Suspects])}",
            null, measurement.IsQuick ? "A whole check measures them again: leave out --quick" : "Leave out --no-confirm");
        return
        [
            .. suspects[false].Any() ? await WithoutAsync([.. suspects[false]], named, false, measurement, hasAnchor ? Creep.BaselinePart(policy) : policy, why, context, cancellation) : [],
            .. suspects[true].Any() ? await WithoutAsync([.. suspects[true]], named, true, measurement, Creep.AnchorPart(policy, named), why, context, cancellation) : [],
        ];
    }

    /// <summary>The commit of what a suspect was judged against; null if nobody knows.</summary>
    public static CommitInfo? CommitOf(Judgement suspect, IReadOnlyList<GateInput> inputs, Func<GateInput, Baseline?> reference) => inputs
        .Where(input => input.Candidate.Find(suspect.Comparison.Id, suspect.Comparison.Metric.Name) is not null)
        .Select(input => reference(input)?.SessionOf(suspect.Comparison.Id)?.Provenance.Commit)
        .FirstOrDefault();

    /// <summary>A commit that can be checked out.</summary>
    /// <exception cref="PerfGateException">PG3007: it is not known, or was not what was measured.</exception>
    public static CommitInfo Usable(CommitInfo? commit) => commit switch
    {
        { IsDirty: false } when Git.IsWholeHash(commit.Hash) => commit,
        { IsDirty: false } => throw new PerfGateException(
            DiagnosticCode.PG3007, $"the baseline names '{commit.Hash}' as its commit, which is no whole hash and so names another commit every day", null, "Store the baseline anew: `dotnet perfgate baseline update`"),
        null => throw new PerfGateException(DiagnosticCode.PG3007, "the baseline's commit is not known", null, "Store baselines inside a git repository"),
        _ => throw new PerfGateException(
            DiagnosticCode.PG3007, "the baseline was measured with uncommitted changes", null, "Store baselines of committed states"),
    };

    private static IEnumerable<(SuiteConfig Suite, IReadOnlyList<string> Filters)> SuitesOf(
        IReadOnlyList<Judgement> suspects, IReadOnlyList<GateInput> inputs, Measurement measurement, GatePolicy policy) => inputs
        .Select(input => (
            measurement.Suites.Single(suite => suite.Name == input.Candidate.Suite),
            (IReadOnlyList<string>)[.. suspects.Where(s => input.Candidate.Find(s.Comparison.Id, s.Comparison.Metric.Name) is not null).SelectMany(s => s.MeasuredBy(policy)).Select(id => id.FullName).Distinct()]))
        .Where(pair => pair.Item2.Count > 0);
}
