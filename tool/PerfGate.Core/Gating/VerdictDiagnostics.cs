using System.Collections.Immutable;
using System.Globalization;
using PerfGate.Accepting;
using PerfGate.Diagnostics;
using PerfGate.Gating.Correcting;
using PerfGate.Gating.Policies;
using PerfGate.Renames;
using PerfGate.Reporting;
using PerfGate.Results;

namespace PerfGate.Gating;

/// <summary>What is to be said of the verdicts.</summary>
internal static class VerdictDiagnostics
{
    private static string HowToAccept(Comparison c) =>
        $"If it is intended, store it: `dotnet perfgate baseline update --accept '{c.Id}' --reason TEXT`";

    public static IEnumerable<Diagnostic> Of(
        ImmutableArray<Judgement> judgements, ImmutableArray<InRunRatio> ratios, GatePolicy policy)
    {
        var added = judgements.Where(j => j.Verdict == Verdict.Added).Select(j => j.Comparison.Id).Distinct().ToList();
        foreach (var judgement in judgements)
        {
            var (comparison, verdict) = judgement;
            if (judgement.HasCrept)
            {
                yield return Crept(judgement.Anchor!).WithSeverity(policy.OnCreep.ToSeverity()).About(comparison.Id);
            }

            if (verdict == Verdict.Regressed)
            {
                yield return (comparison.Metric.Kind == MetricKind.Exact ? RisenCount(comparison) : Slower(comparison)).About(comparison.Id);
            }
            else if (verdict == Verdict.Missing && !IsSaidOf(judgement, judgements))
            {
                yield return Missing(comparison, added).WithSeverity(policy.OnMissing.ToSeverity()).About(comparison.Id);
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

    private static Diagnostic Slower(Comparison c) => Diagnostic.Error(
        DiagnosticCode.PG4001,
        c.Metric == Metric.Time
            ? $"'{c.Id}' is {Format.Ratio(c.Ratio)} times as slow as the baseline"
            : $"'{c.Id}': {c.Metric.Name} is {Format.Ratio(c.Ratio)} times the baseline's",
        string.Create(CultureInfo.InvariantCulture, $"ratio {Format.Ratio(c.Ratio)}, 95 % interval {Format.Interval(c.Interval)}, p = {c.AdjustedPValue:0.0e0}; {Format.Value(c.Baseline!.Value, c.Metric)} -> {Format.Value(c.Candidate!.Value, c.Metric)}{Bound(c)}"),
        HowToAccept(c));

    private static Diagnostic RisenCount(Comparison c) => Diagnostic.Error(
        DiagnosticCode.PG4002,
        c.Metric == Metric.Allocated ? $"'{c.Id}' allocates more than the baseline" : $"'{c.Id}': {c.Metric.Name} is worse than the baseline's",
        $"{Format.Value(c.Baseline!.Value, c.Metric)} -> {Format.Value(c.Candidate!.Value, c.Metric)}"
        + (c.Ratio is null ? "" : $", ratio {Format.Ratio(c.Ratio)}") + Bound(c),
        HowToAccept(c));

    private static string Bound(Comparison c) => c.Accepted is { } a ? $"; accepted was {Format.Percent(a.UpTo)} {a.Grounds}" : "";

    private static Diagnostic Accepted(Comparison c) => new(
        DiagnosticCode.PG4009, Severity.Note,
        $"'{c.Id}': {c.Metric.Name} is {(c.Ratio is null ? "worse than" : $"{Format.Ratio(c.Ratio)} times")} the baseline's, and accepted up to {Format.Percent(c.Accepted!.UpTo)}",
        c.Accepted.Grounds);

    private static Diagnostic Crept(AgainstAnchor anchor) => Diagnostic.Error(
        DiagnosticCode.PG4008,
        $"'{anchor.Comparison.Id}' crept: {anchor.Comparison.Metric.Name} is {(anchor.Comparison.Ratio is null ? "worse than" : $"{Format.Ratio(anchor.Comparison.Ratio)} times")} that of the anchor '{anchor.Name}'",
        $"{Format.Value(anchor.Comparison.Baseline!.Value, anchor.Comparison.Metric)} -> {Format.Value(anchor.Comparison.Candidate!.Value, anchor.Comparison.Metric)}"
        + (anchor.Comparison.Interval is { } interval ? $", 95 % interval {Format.Interval(interval)}" : "")
        + $"; more than {Format.Percent(anchor.Comparison.MinimumEffect)} is too much",
        "No step since was large enough to be seen alone; win it back, or make a new anchor: `dotnet perfgate baseline anchor NAME`");

    private static Diagnostic Missing(Comparison c, IReadOnlyList<BenchmarkId> added) => Diagnostic.Error(
        DiagnosticCode.PG2006,
        $"'{c.Id}' is in the baseline, and the run lost {(c.Metric == Metric.Time ? "it" : $"its {c.Metric.Name}")}",
        null,
        (RenameHint.For(c.Id, added) is { } rename ? $"If it was renamed, say so in perfgate.json: {rename}. " : "")
        + "If it was removed on purpose, store a new baseline: `dotnet perfgate baseline update`");

    private static IEnumerable<Diagnostic> Summaries(
        ImmutableArray<Judgement> judgements, ImmutableArray<InRunRatio> ratios, GatePolicy policy)
    {
        var undecided = judgements.Where(j => j.Verdict == Verdict.Inconclusive).Select(j => j.Comparison).ToList();
        if (undecided.Count > 0)
        {
            yield return Undecided(undecided, judgements.Length).WithSeverity(policy.OnInconclusive.ToSeverity());
        }

        var added = judgements.Where(j => j.Verdict == Verdict.Added).Select(j => j.Comparison.Id).Distinct().ToList();
        if (added.Count > 0)
        {
            yield return new Diagnostic(
                DiagnosticCode.PG4004, policy.OnNew.ToSeverity(), $"{Format.Count(added.Count, "benchmark")} new: not in the baseline",
                Format.Some(added), "Store them with `dotnet perfgate baseline update`");
        }

        foreach (var (comparison, _) in judgements.Where(j => j.Comparison.Warnings.Contains(BuildCorrection.SlowLaunches)))
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG4006, $"'{comparison.Id}' is as fast as before at its best, and slower most of the time",
                $"median {Format.Value(comparison.Baseline!.Median, comparison.Metric)} -> {Format.Value(comparison.Candidate!.Median, comparison.Metric)}",
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

    private static Diagnostic Undecided(List<Comparison> undecided, int all)
    {
        var detectable = undecided.Where(c => c.MinimumDetectableEffect is not null).ToList();
        var evidence = detectable.MaxBy(c => c.MinimumDetectableEffect) is { } worst
            ? $"the least sensitive would have shown {Format.Percent(worst.MinimumDetectableEffect!.Value)}: '{worst.Id}'"
            : undecided[0].Warnings.LastOrDefault();
        var launches = undecided.Max(c => c.LaunchesToDecide);
        return Diagnostic.Warning(
            DiagnosticCode.PG4003, $"{undecided.Count} of {all} comparisons could not be decided", evidence,
            launches is null ? null : launches > 1000 ? "A quieter machine, or a larger minimum effect, would decide all"
                : $"About {launches} launches a side would decide all; a quieter machine needs fewer");
    }
}
