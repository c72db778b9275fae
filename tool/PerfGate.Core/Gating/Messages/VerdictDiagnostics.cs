using System.Collections.Immutable;
using System.Globalization;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Comparing;
using PerfGate.Gating.Correcting;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Statistics;

namespace PerfGate.Gating.Messages;

/// <summary>What is to be said of the verdicts.</summary>
internal static class VerdictDiagnostics
{
    public static IEnumerable<Diagnostic> Of(
        ImmutableArray<Judgement> judgements, ImmutableArray<InRunRatio> ratios, GatePolicy policy)
    {
        var hints = HintsOf(judgements);
        foreach (var judgement in judgements)
        {
            var (comparison, verdict) = judgement;
            if (judgement.HasCrept)
            {
                yield return Crept(judgement.Anchor!, policy).WithSeverity(policy.OnCreep.ToSeverity()).About(comparison.Id);
            }

            if (verdict == Verdict.Regressed)
            {
                yield return (comparison.Metric.Kind == MetricKind.Exact ? RisenCount(comparison, policy) : Slower(comparison, policy)).About(comparison.Id);
            }
            else if (verdict == Verdict.Missing && !IsSaidOf(judgement, judgements))
            {
                yield return Missing(comparison, hints, policy).WithSeverity(policy.OnMissing.ToSeverity()).About(comparison.Id);
            }
            else if (verdict == Verdict.Accepted)
            {
                yield return Accepted(comparison).About(comparison.Id);
            }
        }

        foreach (var diagnostic in Summaries(judgements, ratios, policy))
        {
            yield return diagnostic;
        }
    }

    // A benchmark that is lost as a whole is lost once, whatever was measured of it.
    private static bool IsSaidOf(Judgement missing, ImmutableArray<Judgement> judgements) =>
        missing.Comparison.Metric != Metric.Time
        && judgements.Any(j => j.Comparison.Id == missing.Comparison.Id && j.Verdict == Verdict.Missing && j.Comparison.Metric == Metric.Time);

    private static Diagnostic Slower(Comparison c, GatePolicy policy) => Diagnostic.Error(
        DiagnosticCode.PG4001,
        c.Metric == Metric.Time
            ? $"'{c.Id}' is {Format.Ratio(c.Ratio)} times as slow as the baseline"
            : $"'{c.Id}': {c.Metric.Name} is {Format.Ratio(c.Ratio)} times the baseline's",
        $"{Grounds(c)}; {Format.Change(c.Baseline!.Value, c.Candidate!.Value, c.Metric)}{Bound(c)}",
        c.Coarse is { IsWorse: true } && !policy.CanAccept ? Remedies.OnFewLaunches : Remedies.ToAccept(c.Id, policy));

    private static string Grounds(Comparison c) => c.Coarse is { IsWorse: true } coarse
        ? $"{(c.Metric.Direction == MetricDirection.LowerIsBetter ? $"the least iteration is {Format.Ratio(coarse.Separation)} times the slowest launch of the baseline" : $"the lowest launch of the baseline is {Format.Ratio(coarse.Separation)} times the highest iteration")}; with {Format.Count(coarse.Launches, "launch")}, more than {Format.Ratio(coarse.Bound)} is a regression"
        : string.Create(CultureInfo.InvariantCulture, $"ratio {Format.Ratio(c.Ratio)}{(Format.Interval(c.Interval) is not "-" and var interval ? $", 95 % interval {interval}" : "")}, p = {c.AdjustedPValue:0.0e0}");

    private static Diagnostic RisenCount(Comparison c, GatePolicy policy) => Diagnostic.Error(
        DiagnosticCode.PG4002,
        c.Metric == Metric.Allocated ? $"'{c.Id}' allocates more than the baseline" : $"'{c.Id}': {c.Metric.Name} is worse than the baseline's",
        Format.Change(c.Baseline!.Value, c.Candidate!.Value, c.Metric)
        + (c.Ratio is null ? "" : $", ratio {Format.Ratio(c.Ratio)}") + Bound(c),
        Remedies.ToAccept(c.Id, policy));

    private static string Bound(Comparison c) => c.Accepted is { } a ? $"; accepted was {Format.Percent(a.UpTo)} {a.Grounds}" : "";

    private static Diagnostic Accepted(Comparison c) => new(
        DiagnosticCode.PG4009, Severity.Note,
        $"'{c.Id}': {c.Metric.Name} is {(c.Ratio is null ? "worse than" : $"{Format.Ratio(c.Ratio)} times")} the baseline's, and accepted up to {Format.Percent(c.Accepted!.UpTo)}",
        c.Accepted.Grounds);

    private static Diagnostic Crept(AgainstAnchor anchor, GatePolicy policy) => Diagnostic.Error(
        DiagnosticCode.PG4008,
        $"'{anchor.Comparison.Id}' crept: {anchor.Comparison.Metric.Name} is {(anchor.Comparison.Ratio is null ? "worse than" : $"{Format.Ratio(anchor.Comparison.Ratio)} times")} that of the anchor '{anchor.Name}'",
        Format.Change(anchor.Comparison.Baseline!.Value, anchor.Comparison.Candidate!.Value, anchor.Comparison.Metric)
        + (anchor.Comparison.Interval is { } interval ? $", 95 % interval {Format.Interval(interval)}" : "")
        + $"; more than {Format.Percent(anchor.Comparison.MinimumEffect)} is too much",
        Remedies.OnCreep(policy));

    private static Diagnostic Missing(Comparison c, RenameHints hints, GatePolicy policy) => Diagnostic.Error(
        DiagnosticCode.PG2006,
        $"'{c.Id}' is in the baseline, and the run lost {(c.Metric == Metric.Time ? "it" : $"its {c.Metric.Name}")}",
        null,
        (hints.For(c.Id) is { } rename ? $"If it was renamed, say so in {Remedies.ConfigOf(policy)}: {rename}. " : "")
        + Remedies.IfRemoved(policy));

    private static IEnumerable<Diagnostic> Summaries(
        ImmutableArray<Judgement> judgements, ImmutableArray<InRunRatio> ratios, GatePolicy policy)
    {
        // What the instrument cannot tell is said by itself, with the remedy for that.
        var undecided = judgements.Where(j => j.IsUndecided && j.Comparison.Resolution is null).Select(j => j.Comparison).ToList();
        if (undecided.Count > 0)
        {
            yield return Undecided(undecided, judgements.Length).WithSeverity(policy.OnInconclusive.ToSeverity());
        }

        foreach (var diagnostic in SuspectDiagnostics.Of(judgements).Concat(TooSmall.Diagnostics(judgements)).Concat(New(judgements, policy)).Concat(NotGated(judgements)))
        {
            yield return diagnostic;
        }

        foreach (var (comparison, _) in judgements.Where(j => j.Comparison.Warnings.Contains(BuildCorrection.SlowLaunches)))
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG4006, $"'{comparison.Id}' is as fast as before at its best, and slower most of the time",
                $"median {Format.Change(comparison.Baseline!.Median, comparison.Candidate!.Median, comparison.Metric)}",
                "It may be a noisier machine, or pauses, contention or a rare slow path: measure both again").About(comparison.Id);
        }

        foreach (var ratio in ratios.Where(r => r.Changed))
        {
            yield return new Diagnostic(
                DiagnosticCode.PG4005, policy.OnRatio.ToSeverity(), $"{ratio.Name} of '{ratio.Id}' rose against the other machine's baseline",
                $"{Format.Ratio(ratio.BaselineRatio)} -> {Format.Ratio(ratio.Ratio)}",
                "Compare with a baseline of this machine to be sure").About(ratio.Id);
        }
    }

    // Nobody has to know the policy by heart.
    private static IEnumerable<Diagnostic> NotGated(ImmutableArray<Judgement> judgements)
    {
        List<Comparison> shown = [.. judgements.Select(j => j.Comparison).Where(c => !c.IsGated && c is { Baseline: not null, Candidate: not null })];
        List<Comparison> worse = [.. shown.Where(c => c.Worsening > 1 + c.MinimumEffect).OrderByDescending(c => c.Worsening)];
        return shown.Count == 0 ? [] : [new Diagnostic(
            DiagnosticCode.PG4017, Severity.Note, $"{Format.Count(shown.Count, "comparison")} not gated by the policy: shown, and never red",
            worse.Count == 0 ? null : $"worse: {Format.Some([.. worse.Select(c => $"'{c.Id}' {c.Metric.Name} {Format.Ratio(c.Ratio)} times")])}",
            null)];
    }

    // Of a benchmark that the baseline knows, only a metric can be new.
    private static IEnumerable<Diagnostic> New(ImmutableArray<Judgement> judgements, GatePolicy policy)
    {
        var known = judgements.Where(j => j.Comparison.Baseline is not null).Select(j => j.Comparison.Id).ToHashSet();
        return judgements.Where(j => j.Verdict == Verdict.Added)
            .GroupBy(j => known.Contains(j.Comparison.Id) ? j.Comparison.Metric.Name : null, j => j.Comparison.Id)
            .Select(group => (Metric: group.Key, Ids: group.Distinct().ToList()))
            .Select(added => new Diagnostic(
                DiagnosticCode.PG4004, policy.OnNew.ToSeverity(),
                added.Metric is null
                    ? $"{Format.Count(added.Ids.Count, "benchmark")} new: not in the baseline"
                    : $"the metric '{added.Metric}' of {Format.Count(added.Ids.Count, "benchmark")} is new: not in the baseline",
                Format.Some(added.Ids),
                Remedies.IfNew(policy)));
    }

    private static RenameHints HintsOf(ImmutableArray<Judgement> judgements)
    {
        var sides = judgements.ToLookup(j => j.Comparison.Id, j => j.Verdict);
        return new RenameHints(
            [.. sides.Where(id => id.All(verdict => verdict == Verdict.Missing)).Select(id => id.Key)],
            [.. sides.Where(id => id.All(verdict => verdict == Verdict.Added)).Select(id => id.Key)]);
    }

    private static Diagnostic Undecided(List<Comparison> undecided, int all)
    {
        var detectable = undecided.Where(c => c is { MinimumDetectableEffect: not null, Overhead: null }).ToList();
        var evidence = detectable.MaxBy(c => c.MinimumDetectableEffect) is { } worst
            ? $"the least sensitive would have shown {Format.Percent(worst.MinimumDetectableEffect!.Value)}: '{worst.Id}'"
            : undecided[0].Warnings.LastOrDefault();
        return Diagnostic.Warning(
            DiagnosticCode.PG4003, $"{undecided.Count} of {all} comparisons could not be decided", evidence,
            detectable.Count == 0 ? null
                : detectable.Exists(c => c.Coarse is not null) ? $"Measure more launches: up to {CoarseTest.MostLaunches} a side show large slowdowns only"
                : "A quieter machine, more launches, or a larger minimum effect");
    }
}
