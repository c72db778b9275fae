using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Gating.Messages;

/// <summary>Says what differs between where the two sides were measured, and what is not judged for it.</summary>
internal static class EnvironmentDiagnostics
{
    public static IEnumerable<Diagnostic> Of(HostEnvironment theirs, HostEnvironment ours, GatePolicy policy)
    {
        if (!theirs.IsComparableTo(ours))
        {
            yield return OtherEnvironment(theirs, ours, policy);
        }
        else if (theirs.ToString().Length == 0 && ours.ToString().Length == 0)
        {
            yield return new Diagnostic(
                DiagnosticCode.PG3021, Severity.Note, "neither side tells where it was measured, so times are judged as if it were one machine", null,
                "If it was not, the ratios say nothing");
        }
        else if (theirs.Runtime != ours.Runtime || theirs.Os != ours.Os)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG3006, "the baseline was measured with another patch level",
                $"baseline: {theirs.Runtime}, {theirs.Os}; here: {ours.Runtime}, {ours.Os}",
                "If times moved, measure the baseline's commit again here before you blame the change");
        }

        if (!theirs.IsSameHarnessAs(ours))
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG3012, "the baseline was measured with another version of BenchmarkDotNet, so times and allocation are shown and not judged",
                $"{theirs.Harness} there, {ours.Harness} here",
                "Two versions measure in different ways. " + Remedies.OnOtherHarness(policy));
        }
    }

    private static Diagnostic OtherEnvironment(HostEnvironment theirs, HostEnvironment ours, GatePolicy policy) => theirs.IsSameMachineAs(ours)
        ? Diagnostic.Warning(
            DiagnosticCode.PG3004, "the baseline was measured with another runtime on the same machine, so times are shown and not judged",
            string.Join("; ", ours.DifferencesTo(theirs)),
            "A runtime has times of its own. To judge the code, measure the baseline's commit again with this runtime")
        : Diagnostic.Warning(
            DiagnosticCode.PG3004, "the baseline was measured on another machine, so times are shown and not judged",
            string.Join("; ", ours.DifferencesTo(theirs)),
            Remedies.OnOtherMachine(policy));
}
