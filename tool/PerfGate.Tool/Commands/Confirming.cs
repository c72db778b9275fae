using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Results;

namespace PerfGate.Tool.Commands;

/// <summary>Measures suspects again, in turn with the commit of the baseline that they were slower than.</summary>
internal static class Confirming
{
    /// <summary>Confirms, or says why that cannot be done.</summary>
    public static async Task<Confirmation> ConfirmAsync(
        GateResult screen, IReadOnlyList<GateInput> inputs, Measurement measurement, GatePolicy policy, Adaptive adaptive,
        CommandContext context, CancellationToken cancellation)
    {
        var suspects = screen.Suspects.ToList();
        try
        {
            var commit = CommitOf(inputs, suspects);
            context.Progress.Say($"{suspects.Count} slower than the stored baseline: measuring again, in turn with commit {commit.Short}");
            var suites = SuitesOf(suspects, inputs, measurement).ToList();
            var plans = suites.Select(s => adaptive.ForConfirming(measurement, s.Suite, suites.Count) with { Filters = s.Filters });
            var again = await InTurn.MeasureAsync(commit.Hash, measurement, plans, adaptive.Undecided(policy), context, cancellation);
            return new Confirmation($"commit {commit.Short}", Gate.Judge(again, policy).Judgements).WithDiagnostics(suspects);
        }
        catch (PerfGateException e)
        {
            return Confirmation.Impossible(Diagnostic.Warning(
                DiagnosticCode.PG3007, "the suspects could not be measured again against the baseline's commit, so the verdict rests on the stored baseline",
                e.Diagnostic.ToString(), e.Diagnostic.Remedy));
        }
    }

    private static CommitInfo CommitOf(IReadOnlyList<GateInput> inputs, IReadOnlyList<Judgement> suspects)
    {
        var commits = suspects
            .SelectMany(suspect => inputs.Select(input => input.Baseline?.SessionOf(suspect.Comparison.Id)?.Provenance.Commit).Where(c => c is not null).Take(1))
            .Distinct()
            .ToList();
        return commits switch
        {
            [{ IsDirty: false } commit] => commit,
            [] => throw new PerfGateException(DiagnosticCode.PG3007, "the baseline's commit is not known", null, "Store baselines inside a git repository"),
            [{ }] => throw new PerfGateException(
                DiagnosticCode.PG3007, "the baseline was measured with uncommitted changes", null, "Store baselines of committed states"),
            _ => throw new PerfGateException(
                DiagnosticCode.PG3007, "the suspects' baselines are of several commits", null, "Store a baseline of all benchmarks at once"),
        };
    }

    private static IEnumerable<(SuiteConfig Suite, IReadOnlyList<string> Filters)> SuitesOf(
        IReadOnlyList<Judgement> suspects, IReadOnlyList<GateInput> inputs, Measurement measurement) => inputs
        .Select(input => (
            measurement.Suites.Single(suite => suite.Name == input.Candidate.Suite),
            (IReadOnlyList<string>)[.. suspects.Where(s => input.Candidate.Find(s.Comparison.Id, s.Comparison.Metric.Name) is not null).Select(s => s.Comparison.Id.FullName).Distinct()]))
        .Where(pair => pair.Item2.Count > 0);
}
