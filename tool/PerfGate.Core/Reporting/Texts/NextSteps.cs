using PerfGate.Formatting;
using PerfGate.Gating.Model;
using PerfGate.Model;


namespace PerfGate.Reporting.Texts;

/// <summary>What to do next after a check, as commands to copy.</summary>
public static class NextSteps
{
    /// <summary>The commands, each with what it is for; none where there is nothing to do, or nothing was measured.</summary>
    public static IEnumerable<(string Command, string For)> Of(GateResult result)
    {
        // Where nothing was measured, there is no configuration that a command could take.
        if (result.Launches is null)
        {
            yield break;
        }

        if (Worst(result, j => j.Verdict == Verdict.Regressed) is { } regressed)
        {
            yield return ($"dotnet perfgate baseline update --accept {Shell.Quote(regressed.ToString())} --reason TEXT", "if it is intended");
        }

        if (Worst(result, j => j is { Verdict: Verdict.Inconclusive, Comparison.IsSuspect: true }) is { } suspect)
        {
            yield return ($"dotnet perfgate check --filter {Shell.Quote(suspect.FullName)}", "to measure the first suspect alone");
        }

        if (result.Judgements.Any(j => j.Verdict == Verdict.Missing))
        {
            yield return ("dotnet perfgate baseline update", "if what is missing was removed on purpose");
        }
        else if (result.Environment.Baseline is null)
        {
            yield return ("dotnet perfgate baseline update", "to store what later checks are judged against");
        }
    }

    private static BenchmarkId? Worst(GateResult result, Func<Judgement, bool> isMeant) =>
        Headline.InOrder(result.Judgements).FirstOrDefault(isMeant)?.Comparison.Id;
}
