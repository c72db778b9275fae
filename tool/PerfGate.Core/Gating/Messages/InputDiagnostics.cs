using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Comparing;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Results;

namespace PerfGate.Gating.Messages;

/// <summary>What is to be said of the sides before any verdict.</summary>
internal static class InputDiagnostics
{
    private const int MostNamedAlone = 5;
    private const string MendBase = "Measured now, it counts as new; to judge it, measure the base again";

    public static IEnumerable<Diagnostic> Of(GateInput input, GatePolicy policy)
    {
        foreach (var failure in input.Candidate.Failures)
        {
            yield return failure.Diagnostic.About(failure.Id);
        }

        foreach (var note in NotesOf(input))
        {
            yield return note;
        }

        if (input.Baseline is not { } baseline)
        {
            yield break;
        }

        foreach (var diagnostic in FailedInBase([.. baseline.Failures.Where(f => input.Selects(f.Id))]))
        {
            yield return diagnostic;
        }

        foreach (var diagnostic in EnvironmentDiagnostics.Of(baseline.Environment, input.Candidate.Environment, policy))
        {
            yield return diagnostic;
        }

        foreach (var diagnostic in OtherMeaning.Diagnostics(input, policy))
        {
            yield return diagnostic;
        }

        if (!input.MayBeAllNew && !input.Candidate.Benchmarks.IsEmpty && !KnownTo(baseline).Any(input.Candidate.Benchmarks.Contains))
        {
            yield return NothingInCommon(baseline, input.Candidate, policy);
        }
    }

    private static Diagnostic NothingInCommon(Baseline baseline, SuiteRun candidate, GatePolicy policy)
    {
        var names = candidate.Benchmarks.Select(id => id.FullName).ToHashSet();
        var alike = KnownTo(baseline).Where(id => names.Contains(id.FullName)).ToList();
        if (alike.Count == 0)
        {
            return Diagnostic.Error(
                DiagnosticCode.PG2013, "the two sides have no benchmark in common",
                $"baseline: {KnownTo(baseline).First()}, …; run: {candidate.Benchmarks[0]}, …",
                $"Compare runs of the same suite; say in {Remedies.ConfigOf(policy)} what was renamed (\"renames\")");
        }

        var (before, now) = (alike[0].Job, candidate.Benchmarks.First(id => id.FullName == alike[0].FullName).Job);
        return Diagnostic.Error(
            DiagnosticCode.PG2013, "the two sides have no benchmark in common but for the job",
            $"baseline: {Jobs(alike)}; run: {Jobs(candidate.Benchmarks)}",
            JobNames.MeasureTheSame(before, now)
                ? Remedies.OnOtherJob(Rename.InBrackets(before)[1..^1], Rename.InBrackets(now)[1..^1], RenameHints.JobLine(before, now), policy)
                : "A cold start and throughput are different benchmarks: measure both sides with the same RunStrategy");
    }

    private static string Jobs(IEnumerable<BenchmarkId> ids) => Format.Some([.. ids.Select(id => Rename.InBrackets(id.Job)).Distinct().Order(StringComparer.Ordinal)]);

    // What failed there was asked for there, too.
    private static IEnumerable<BenchmarkId> KnownTo(Baseline baseline) => baseline.Reference.Select(m => m.Id).Concat(baseline.Failures.Select(f => f.Id));

    private static IEnumerable<Diagnostic> NotesOf(GateInput input) => input.Candidate.Notes
        .Concat(input.Baseline?.Sessions.SelectMany(session => session.Notes) ?? [])
        .Where(note => note.Benchmark is not { } id || input.Selects(id))
        .Distinct();

    private static IEnumerable<Diagnostic> FailedInBase(IReadOnlyList<BenchmarkFailure> failures) => failures.Count <= MostNamedAlone
        ? failures.Select(f => Diagnostic.Warning(DiagnosticCode.PG3030, $"'{f.Id}' failed in the base, so there is nothing to judge it against", $"{f.Diagnostic.Fact}{(f.Diagnostic.Evidence is { } e ? $"; {e}" : "")}", MendBase).About(f.Id))
        : [Diagnostic.Warning(DiagnosticCode.PG3030, $"{failures.Count} benchmarks failed in the base, so there is nothing to judge them against", Format.Some([.. failures.Select(f => f.Id)]), MendBase)];
}
