using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Results;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Measures the working tree in turn with another commit, on this machine, now.</summary>
internal static class InTurn
{
    /// <summary>Measures suites in both states.</summary>
    /// <param name="reference">The other commit, branch or tag.</param>
    /// <param name="measurement">What is to be measured.</param>
    /// <param name="plans">How to measure the working tree: one for each suite.</param>
    /// <param name="undecided">Asked which benchmarks to measure on; null to measure all on.</param>
    /// <param name="context">Where to speak.</param>
    /// <param name="cancellation">Stops it; the check-out is removed.</param>
    /// <returns>An input for each suite, with the other commit as its baseline.</returns>
    /// <exception cref="PerfGateException">
    /// PG3007: the commit cannot be had. PG3005: its suite cannot be measured. Else the working tree's cannot.
    /// </exception>
    public static async Task<IReadOnlyList<GateInput>> MeasureAsync(
        string reference, Measurement measurement, IEnumerable<MeasurePlan> plans,
        Func<GateInput, IReadOnlySet<BenchmarkId>>? undecided, CommandContext context, CancellationToken cancellation)
    {
        await using var worktree = await Worktree.CheckOutAsync(measurement.Folder, reference, context.WriteOnce, cancellation);
        var runner = Measurement.RunnerFor(context);
        var inputs = new List<GateInput>();
        foreach (var after in plans)
        {
            var before = PlanBefore(after, reference, worktree, measurement);
            var (theirs, ours) = await runner.RunInTurnAsync(
                before, after, Random.Shared,
                undecided is null ? null : (theirs, ours) => undecided(InputOf(after, measurement, theirs, ours)), cancellation);
            inputs.Add(InputOf(
                after, measurement,
                Usable(theirs, ours, reference).WithProvenance(await measurement.ProvenanceAsync(worktree.Root, after.Suite, cancellation)),
                ours.WithProvenance(await measurement.ProvenanceAsync(measurement.Folder, after.Suite, cancellation)), isOver: true));
        }

        return inputs;
    }

    /// <summary>How to measure the other commit, as the working tree is.</summary>
    public static MeasurePlan PlanBefore(MeasurePlan after, string reference, Worktree worktree, Measurement measurement) => after with
    {
        Root = worktree.Root,
        Filters = Renaming.FiltersBefore(after.Filters, measurement.Config.Policy.Renames),
        Reference = reference,
        NameNow = id => Renaming.Map(id, measurement.Config.Policy.Renames),
        Build = true,
        Assembly = null,
        Artifacts = after.Artifacts is { } folder ? Path.Combine(folder, "baseline") : null,
    };

    private static GateInput InputOf(MeasurePlan plan, Measurement measurement, SuiteRun theirs, SuiteRun ours, bool isOver = false) =>
        new(ours, new Baseline([theirs]), [.. plan.Filters.Select(filter => new Glob(filter))])
        {
            IsPaired = true,
            // Where the time ran out at a look, that look is the end.
            Looks = isOver ? plan.Looks.ClosedAt(ours.LongestSample) : plan.Looks,
            PlannedLaunches = measurement.PlanFor(plan.Suite).Launches,
        };

    // A baseline's side that failed is no side to judge against; but what fails in the working tree, too, fails the build.
    private static SuiteRun Usable(SuiteRun theirs, SuiteRun ours, string reference) =>
        theirs.Failures.IsEmpty ? theirs
        : ours.Failures.IsEmpty ? throw OtherState.Refused(theirs.Failures[0].Diagnostic, reference)
        : new SuiteRun(theirs.Suite, theirs.Environment, theirs.Measured, provenance: theirs.Provenance);
}
