using PerfGate.Diagnostics;

namespace PerfGate.Gating;

/// <summary>What is to be said of the sides before any verdict.</summary>
internal static class InputDiagnostics
{
    public static IEnumerable<Diagnostic> Of(GateInput input)
    {
        foreach (var failure in input.Candidate.Failures)
        {
            yield return failure.Diagnostic.About(failure.Id);
        }

        if (input.Baseline is not { } baseline)
        {
            yield break;
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

        if (!input.Candidate.Benchmarks.IsEmpty && !baseline.Reference.Any(m => input.Candidate.Benchmarks.Contains(m.Id)))
        {
            yield return Diagnostic.Error(
                DiagnosticCode.PG2013, "the two sides have no benchmark in common",
                $"baseline: {baseline.Reference.First().Id}, …; run: {input.Candidate.Benchmarks[0]}, …",
                "Compare runs of the same suite; say in perfgate.json what was renamed (\"renames\")");
        }
    }
}
