using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Gating.Comparing;
using PerfGate.Gating.Model;
using PerfGate.Policies;

namespace PerfGate.Gating.Messages;

/// <summary>What is to be said of acceptances themselves: none may lapse, or be misspelt, unseen.</summary>
internal static class AcceptanceDiagnostics
{
    private const int SoonDays = 14;

    /// <param name="inputs">The suites; benchmarks have the names of now.</param>
    /// <param name="policy">The policy with the acceptances.</param>
    public static IEnumerable<Diagnostic> Of(IReadOnlyList<GateInput> inputs, GatePolicy policy)
    {
        foreach (var acceptance in policy.Accepted)
        {
            var (left, until) = (acceptance.Until.DayNumber - policy.Today.DayNumber, $"{acceptance.Until:yyyy-MM-dd}");
            if (left < 0)
            {
                yield return Diagnostic.Warning(
                    DiagnosticCode.PG4010, $"the acceptance of '{acceptance.Benchmark}' expired on {until}, so it is judged as usual", acceptance.Grounds,
                    "Mend the regression, or accept it anew with a reason; remove the acceptance from perfgate.json");
            }
            else if (left < SoonDays)
            {
                yield return new Diagnostic(
                    DiagnosticCode.PG4010, Severity.Note, $"the acceptance of '{acceptance.Benchmark}' expires in {Format.Count(left, "day")}, on {until}", acceptance.Grounds);
            }

            foreach (var diagnostic in Matching(acceptance, inputs, policy))
            {
                yield return diagnostic;
            }
        }
    }

    private static IEnumerable<Diagnostic> Matching(Acceptance acceptance, IReadOnlyList<GateInput> inputs, GatePolicy policy)
    {
        var covered = inputs
            .SelectMany(input => input.Candidate.Measured.Concat(input.Baseline?.Reference ?? [])
                .Where(m => acceptance.Covers(m.Id, m.Metric.Name))
                .Select(m => (m.Id, IsAbsorbed: input.Baseline is { } b && AcceptedBound.IsAbsorbed(acceptance, m.Id, b))))
            .Distinct()
            .ToList();
        var absorbed = covered.Where(c => c.IsAbsorbed).Select(c => c.Id).ToList();
        if (covered.Count == 0 && !policy.IsPart)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG4011, $"the acceptance of '{acceptance.Benchmark}' matches nothing", $"no benchmark of that name has the metric '{acceptance.Metric}'",
                "Correct the name in perfgate.json, or remove the acceptance");
        }
        else if (absorbed.Count > 0)
        {
            yield return Diagnostic.Warning(
                DiagnosticCode.PG3011, $"the regression that was accepted for '{acceptance.Benchmark}' is part of the baseline, so nothing more is accepted",
                Format.Some(absorbed), "Remove the acceptance from perfgate.json");
        }
    }
}
