using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>What measuring suspects again says of each: what failed of the candidate has failed, and what the other commit does not have cannot be confirmed by it.</summary>
internal static class MeasuredAgain
{
    /// <summary>Sorts suspects by what was measured of them.</summary>
    /// <param name="suspects">What was to be measured again.</param>
    /// <param name="inputs">What was measured.</param>
    /// <param name="result">How it was judged.</param>
    /// <param name="against">The other commit, in words.</param>
    /// <param name="isOfAnchor">Whether the suspects crept away from the anchor.</param>
    /// <returns>What is said of them, and those that the other commit does not have.</returns>
    public static (IReadOnlyList<Confirmation> Confirmations, IReadOnlyList<Judgement> Unknown) Take(
        IReadOnlyList<Judgement> suspects, IReadOnlyList<GateInput> inputs, GateResult result, string against, bool isOfAnchor)
    {
        var failures = inputs.SelectMany(input => input.Candidate.Failures).ToList();
        // Measuring stops at a failure: what is not there then was perhaps never asked for.
        var verdicts = suspects.ToLookup(suspect => failures.Exists(f => IsAbout(f.Id, suspect.Comparison.Id)) ? Verdict.Failed
            : Find(result, suspect)?.Verdict ?? (failures.Count > 0 ? Verdict.Inconclusive : Verdict.Missing));
        List<Judgement> failed = [.. verdicts[Verdict.Failed]];
        List<Judgement> lost = [.. verdicts[Verdict.Missing]];
        List<Judgement> unknown = [.. verdicts[Verdict.Added]];
        List<Confirmation> confirmations =
        [
            new Confirmation(against, result.Judgements.Where(j => j.Verdict is not (Verdict.Failed or Verdict.Missing or Verdict.Added)))
            {
                IsOfAnchor = isOfAnchor,
            }.WithDiagnostics(suspects),
        ];
        if (failures.Count + lost.Count > 0)
        {
            confirmations.Add(Confirmation.Failed(failed.Concat(lost), failures.Select(Again).Concat(lost.Select(suspect => NotAgain(suspect, null)))));
        }

        return (confirmations, unknown);
    }

    /// <summary>Sorts exact suspects of which the candidate alone was measured again.</summary>
    /// <param name="suspects">What was to be measured again.</param>
    /// <param name="again">What was measured.</param>
    /// <param name="result">How all launches together were judged.</param>
    /// <param name="isOfAnchor">Whether the suspects crept away from the anchor.</param>
    public static IReadOnlyList<Confirmation> TakeAlone(
        IReadOnlyList<Judgement> suspects, IReadOnlyList<SuiteRun> again, GateResult result, bool isOfAnchor)
    {
        List<BenchmarkFailure> failures = [.. again.SelectMany(run => run.Failures).DistinctBy(f => f.Id)];
        var failed = suspects.Where(s => failures.Exists(f => IsAbout(f.Id, s.Comparison.Id))).ToList();
        var lost = suspects.Except(failed).Where(s => failures.Count == 0 && !again.Any(run => run.Find(s.Comparison.Id, s.Comparison.Metric.Name) is not null)).ToList();
        return failures.Count + lost.Count > 0
            ? [Confirmation.Failed(failed.Concat(lost), failures.Select(Again).Concat(lost.Select(suspect => NotAgain(suspect, null))))]
            : [(Confirmation.Alone(suspects.Select(s => Find(result, s)).OfType<Judgement>()) with { IsOfAnchor = isOfAnchor }).WithDiagnostics(suspects)];
    }

    /// <summary>What is said where the candidate could not be measured again at all.</summary>
    public static Confirmation Failed(IReadOnlyList<Judgement> suspects, Diagnostic why) => Confirmation.Failed(
        suspects,
        [why with { Fact = $"{why.Fact}, while suspects were measured again" }, .. suspects.DistinctBy(suspect => suspect.Comparison.Id).Select(suspect => NotAgain(suspect, why.Fact))]);

    private static Judgement? Find(GateResult result, Judgement suspect) => result.Judgements.FirstOrDefault(
        j => j.Comparison.Id == suspect.Comparison.Id && j.Comparison.Metric.Name == suspect.Comparison.Metric.Name);

    // What a list names has no parameters.
    private static bool IsAbout(BenchmarkId failure, BenchmarkId id) => failure == id || failure.ToString() == id.MethodName;

    private static Diagnostic Again(BenchmarkFailure failure) =>
        (failure.Diagnostic with { Fact = $"{failure.Diagnostic.Fact}, while it was measured again" }).About(failure.Id);

    private static Diagnostic NotAgain(Judgement suspect, string? evidence) => Diagnostic.Error(
        DiagnosticCode.PG2004, $"'{suspect.Comparison.Id}' was worse than the baseline, and its {suspect.Comparison.Metric.Name} could not be measured again", evidence,
        "What cannot be measured is no proof that nothing is wrong: let it run twice in a row").About(suspect.Comparison.Id);
}
