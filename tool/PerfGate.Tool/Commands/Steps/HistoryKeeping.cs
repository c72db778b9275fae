using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Histories;
using PerfGate.Results;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Adds what was measured to the history, where the configuration wants it. Whatever goes wrong there is a warning: it changes no verdict.</summary>
internal static class HistoryKeeping
{
    // A system tells a job the name of its machine, and not the label that it was asked for.
    private const string RunnerVariable = "PERFGATE_RUNNER";

    /// <summary>Adds runs; one in which something failed is left out.</summary>
    /// <param name="runs">What was measured.</param>
    /// <param name="origin">What for.</param>
    /// <param name="measurement">What the configuration says.</param>
    /// <param name="context">Where to speak.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task AddAsync(IEnumerable<SuiteRun> runs, HistoryOrigin origin, Measurement measurement, CommandContext context, CancellationToken cancellation)
    {
        if (!measurement.Config.KeepsHistory)
        {
            return;
        }

        try
        {
            var sessions = new List<HistorySession>();
            foreach (var run in runs.Where(run => run.Failures.IsEmpty))
            {
                if (HistorySession.Of(run, origin, await CommitDetails.OfAsync(measurement.Folder, run.Provenance.Commit, cancellation)) is { } session)
                {
                    sessions.Add(session with { Runner = Environment.GetEnvironmentVariable(RunnerVariable)?.Trim() ?? "" });
                }
            }

            var added = sessions.Count == 0 ? 0 : await measurement.History.AppendAsync(sessions, cancellation);
            if (added > 0)
            {
                context.Progress.Say($"added to the history: {Format.Count(added, "session")}");
            }
        }
        // As of a pull request, which is to read the store and no more.
        catch (PerfGateException e) when (e.Diagnostic.Code == DiagnosticCode.PG5006)
        {
            context.Write(new Diagnostic(DiagnosticCode.PG5013, Severity.Note, $"the session was not added to the history: {e.Diagnostic.Fact} ({e.Diagnostic.Evidence})"));
        }
        catch (PerfGateException e)
        {
            context.Write(Diagnostic.Warning(
                DiagnosticCode.PG5013, "the session could not be added to the history; the verdict is not changed by that", $"{e.Diagnostic.Fact}{(e.Diagnostic.Evidence is { } evidence ? $": {evidence}" : "")}", e.Diagnostic.Remedy));
        }
    }
}
