using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Histories;
using PerfGate.Renames;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage.Histories;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Measures commits one after the other, each checked out beside the repository, and adds each to the history at once. What does not build or run is passed over, as in a bisection.</summary>
internal sealed class Backfilling(Measurement measurement, IHistory history, CommandContext context)
{
    /// <summary>Measures.</summary>
    /// <param name="work">The commits with the suite to measure at each.</param>
    /// <param name="cancellation">Stops it; what was measured is in the history.</param>
    /// <returns>How many were measured, and why the last one that was passed over could not be.</returns>
    /// <exception cref="PerfGateException">A commit cannot be had, or the history cannot be written.</exception>
    public async Task<(int Measured, string? Why)> MeasureAsync(IReadOnlyList<(string Commit, SuiteConfig Suite)> work, CancellationToken cancellation)
    {
        var (measured, whyNot) = (0, (string?)null);
        foreach (var (i, (commit, suite)) in work.Index())
        {
            var name = $"{i + 1} of {work.Count}, {commit[..7]}, suite '{suite.Name}'";
            try
            {
                var session = await MeasureAsync(commit, suite, cancellation);
                await history.AppendAsync([session], cancellation);
                measured++;
                context.Progress.Say($"{name}: added with {Format.Count(session.Values.Select(value => value.Id).Distinct().Count(), "benchmark")}");
            }
            catch (PerfGateException e) when (e.Diagnostic.Code.ToExitCode() == ExitCode.SuiteFailed || e.Diagnostic.Code is DiagnosticCode.PG1005 or DiagnosticCode.PG1007)
            {
                whyNot = e.Diagnostic.Fact;
                context.Progress.Say($"{name}: skipped: {whyNot}");
            }
        }

        return (measured, whyNot);
    }

    private async Task<HistorySession> MeasureAsync(string commit, SuiteConfig suite, CancellationToken cancellation)
    {
        await using var tree = await Worktree.CheckOutAsync(measurement.Folder, commit, context.WriteOnce, cancellation);
        var renames = measurement.Config.Policy.Renames;
        var plan = measurement.PlanFor(suite);
        var run = await Measurement.RunnerFor(context).RunAsync(
            plan with
            {
                Root = tree.Root,
                Filters = Renaming.FiltersBefore(plan.Filters, renames),
                NameNow = id => Renaming.Map(id, renames),
                Build = true,
                Assembly = null,
                Artifacts = null,
            },
            isOver: null, cancellation);
        if (run.Measured.IsEmpty)
        {
            throw new PerfGateException(run.Failures.Select(failure => failure.Diagnostic).FirstOrDefault() ?? Diagnostic.Error(DiagnosticCode.PG2002, "nothing was measured"));
        }

        // A benchmark that fails at an old commit says nothing of the others.
        foreach (var failure in run.Failures)
        {
            context.Progress.Say($"{commit[..7]}: {failure.Id} is left out: {failure.Diagnostic.Fact}");
        }

        var provenance = await measurement.ProvenanceAsync(tree.Root, suite, cancellation);
        var known = await CommitDetails.OfAsync(measurement.Folder, new Results.CommitInfo(commit, IsDirty: false), cancellation);
        return HistorySession.Of(run.WithProvenance(provenance), HistoryOrigin.Backfill, known)!;
    }
}
