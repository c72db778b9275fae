using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Results;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands;

/// <summary>Measures the working tree in turn with another commit, on this machine, now.</summary>
internal static class InTurn
{
    /// <summary>Measures suites in both states.</summary>
    /// <param name="reference">The other commit, branch or tag.</param>
    /// <param name="measurement">What is to be measured.</param>
    /// <param name="suites">Which suites, each with its filters.</param>
    /// <param name="context">Where to speak.</param>
    /// <param name="cancellation">Stops it; the check-out is removed.</param>
    /// <returns>An input for each suite, with the other commit as its baseline.</returns>
    /// <exception cref="PerfGateException">PG3007: the commit cannot be had; or a suite cannot be measured.</exception>
    public static async Task<IReadOnlyList<GateInput>> MeasureAsync(
        string reference, Measurement measurement, IEnumerable<(SuiteConfig Suite, IReadOnlyList<string> Filters)> suites,
        CommandContext context, CancellationToken cancellation)
    {
        await using var worktree = await Worktree.CheckOutAsync(measurement.Folder, reference, cancellation);
        var runner = Measurement.RunnerFor(context);
        var inputs = new List<GateInput>();
        foreach (var (suite, filters) in suites)
        {
            var after = measurement.PlanFor(suite) with { Filters = filters };
            var before = after with
            {
                Root = worktree.Root,
                Filters = Renaming.FiltersBefore(filters, measurement.Config.Policy.Renames),
                Build = true,
                Artifacts = after.Artifacts is { } folder ? Path.Combine(folder, "baseline") : null,
            };
            var (theirs, ours) = await runner.RunInTurnAsync(before, after, Random.Shared, cancellation);
            RefuseFailures(theirs, reference);
            inputs.Add(new GateInput(
                ours.WithProvenance(await measurement.ProvenanceAsync(measurement.Folder, cancellation)),
                new Baseline([theirs.WithProvenance(await measurement.ProvenanceAsync(worktree.Root, cancellation))]),
                [.. filters.Select(filter => new Glob(filter))]));
        }

        return inputs;
    }

    // A baseline's side that failed is no side to judge against.
    private static void RefuseFailures(SuiteRun theirs, string reference)
    {
        if (!theirs.Failures.IsEmpty)
        {
            var diagnostic = theirs.Failures[0].Diagnostic;
            throw new PerfGateException(diagnostic with { Code = DiagnosticCode.PG3005, Fact = $"at {reference}, {diagnostic.Fact} ({diagnostic.Code})" });
        }
    }
}
