using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Policies;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Names what is stored and was not asked for: a suite that perfgate.json names no more, benchmarks that its filter leaves out. It would be green for ever.</summary>
internal static class Unasked
{
    /// <summary>The same inputs, with a note of the first where that is so. Whether the change itself narrows it, <see cref="OwnJudge"/> tells.</summary>
    public static IReadOnlyList<GateInput> Note(IReadOnlyList<GateInput> inputs, Measurement measurement, GatePolicy policy)
    {
        var suites = measurement.Config.Suites.Select(suite => suite.Name).ToHashSet();
        var dropped = measurement.Store.LoadAll().SelectMany(baseline => baseline.Sessions).Select(session => session.Suite).Where(suite => !suites.Contains(suite)).Distinct().Order(StringComparer.Ordinal).ToList();
        // Who gives a filter on the command line knows it.
        var filtered = measurement.Selection.Count > 0 ? [] : inputs.Where(input => input.Baseline is not null)
            .SelectMany(input => input.AsJudged(policy).Baseline!.Reference.Select(measured => measured.Id).Where(id => !inputs.Any(other => other.Candidate.Suite == input.Candidate.Suite && (other.Selects(id) || other.Candidate.Benchmarks.Contains(id)))))
            .Distinct().ToList();
        List<Diagnostic> notes =
        [
            .. dropped.Count == 0 ? [] : (IEnumerable<Diagnostic>)[new Diagnostic(
                DiagnosticCode.PG3019, Severity.Note, $"{Format.Count(dropped.Count, "suite")} stored that perfgate.json does not name, so nothing of it is judged", Format.Some(dropped),
                $"If it was removed on purpose, remove its sessions from {measurement.Store.Place}; else name it again")],
            .. filtered.Count == 0 ? [] : (IEnumerable<Diagnostic>)[new Diagnostic(
                DiagnosticCode.PG3019, Severity.Note, $"{Format.Count(filtered.Count, "benchmark")} stored that a suite's filter leaves out, so nothing of it is judged", Format.Some(filtered),
                "If that is intended, store a new baseline: `dotnet perfgate baseline update`; else widen \"filter\" in perfgate.json")],
        ];
        return notes.Count == 0 ? inputs : [inputs[0] with { Candidate = inputs[0].Candidate.WithNotes(notes) }, .. inputs.Skip(1)];
    }
}
