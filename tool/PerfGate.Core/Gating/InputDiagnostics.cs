using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Reporting;
using PerfGate.Results;

namespace PerfGate.Gating;

/// <summary>What is to be said of the sides before any verdict.</summary>
internal static class InputDiagnostics
{
    private const int MostNamedAlone = 5;
    private const string MendBase = "Measured now, it counts as new; to judge it, measure the base again";

    public static IEnumerable<Diagnostic> Of(GateInput input)
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

        var theirs = baseline.Environment;
        var ours = input.Candidate.Environment;
        if (!input.IsSameEnvironment)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG3004, "the baseline was measured on another machine, so times are shown and not judged",
                string.Join("; ", ours.DifferencesTo(theirs)),
                "Store one of this machine with `dotnet perfgate baseline update`, on the commit to compare with");
        }
        else if (theirs.Runtime != ours.Runtime || theirs.Os != ours.Os)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG3006, "the baseline was measured with another patch level",
                $"baseline: {theirs.Runtime}, {theirs.Os}; here: {ours.Runtime}, {ours.Os}",
                "If times moved, measure the baseline's commit again here before you blame the change");
        }

        if (!input.Candidate.Benchmarks.IsEmpty && !KnownTo(baseline).Any(input.Candidate.Benchmarks.Contains))
        {
            yield return Diagnostic.Error(
                DiagnosticCode.PG2013, "the two sides have no benchmark in common",
                $"baseline: {baseline.Reference.First().Id}, …; run: {input.Candidate.Benchmarks[0]}, …",
                "Compare runs of the same suite; say in perfgate.json what was renamed (\"renames\")");
        }
    }

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
