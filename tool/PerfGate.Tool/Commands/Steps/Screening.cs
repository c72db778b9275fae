using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Policies;
using PerfGate.Results;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>
/// Measures every benchmark a few times beside something to judge it against: the stored baseline; or, where that is another machine's, its commit, measured here in turn.
/// </summary>
internal sealed class Screening(Measurement measurement, Adaptive adaptive, GatePolicy policy, CommandContext context)
{
    // One tells where it is measured.
    private const int LaunchesToKnowTheMachine = 1;

    // Exact metrics repeat, and ratios inside the run do not depend on the machine: two launches tell enough of both.
    private const int LaunchesToShow = 2;

    /// <summary>Beside the stored baselines, each suite with the one that is most like this machine's.</summary>
    /// <param name="confirms">Whether suspects are measured again afterwards.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<GateInput>> AgainstStoredAsync(bool confirms, CancellationToken cancellation)
    {
        var baselines = LoadBaselines();
        var calibrations = new CalibrationStore(measurement.Store.Folder).LoadAll();
        var inputs = new List<GateInput>();
        foreach (var plan in adaptive.ForScreen(measurement, confirms))
        {
            GateInput InputOf(SuiteRun run) => InputFor(run, plan, baselines, calibrations) with { IsScreen = confirms };
            // Another suite has told already where this is.
            var known = inputs.FirstOrDefault() is { } other ? InputOf(other.Candidate) : null;
            inputs.Add(known is not null && IsForeign(known) && await InTurnAsync(known, plan, confirms, cancellation) is { } inTurn
                ? inTurn
                : await OneAsync(plan, InputOf, confirms, cancellation));
        }

        return inputs;
    }

    /// <summary>Beside another commit, measured in turn.</summary>
    /// <param name="reference">The commit, branch or tag.</param>
    /// <param name="confirms">Whether suspects are measured again afterwards.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<GateInput>> AgainstAsync(string reference, bool confirms, CancellationToken cancellation) =>
        [.. (await InTurn.MeasureAsync(reference, measurement, adaptive.ForScreen(measurement, confirms), undecided: null, context, cancellation)).Select(input => input with { IsScreen = confirms })];

    private async Task<GateInput> OneAsync(MeasurePlan plan, Func<SuiteRun, GateInput> inputOf, bool confirms, CancellationToken cancellation)
    {
        var isOver = (SuiteRun run) => inputOf(run) is var input && IsForeign(input)
            && run.LongestSample >= (policy.OnOtherMachine == OnOtherMachine.Against ? LaunchesToKnowTheMachine : LaunchesToShow);
        var input = inputOf(await measurement.RunAsync(plan, isOver, context, cancellation));
        return !IsForeign(input) || !input.Candidate.Failures.IsEmpty || policy.OnOtherMachine == OnOtherMachine.Show ? input
            : await InTurnAsync(input, plan, confirms, cancellation)
                ?? inputOf(await measurement.RunAsync(plan with { Launches = Math.Min(LaunchesToShow, plan.Launches), Build = false }, null, context, cancellation));
    }

    /// <summary>Null where the commit cannot be had or measured; then that was said.</summary>
    private async Task<GateInput?> InTurnAsync(GateInput stored, MeasurePlan plan, bool confirms, CancellationToken cancellation)
    {
        if (policy.OnOtherMachine == OnOtherMachine.Show)
        {
            return null;
        }

        try
        {
            var commit = Confirming.Usable(stored.Baseline!.Sessions[^1].Provenance.Commit);
            context.Progress.Say($"the stored baseline is another machine's: judging against its commit {commit.Short}, measured here in turn");
            var input = (await InTurn.MeasureAsync(commit.Hash, measurement, [plan], undecided: null, context, cancellation)).Single();
            context.WriteOnce(new Diagnostic(
                DiagnosticCode.PG3014, Severity.Note, $"the stored baseline was measured elsewhere, so its commit {commit.Short} was measured here, in turn with the working tree",
                string.Join("; ", stored.Candidate.Environment.DifferencesTo(stored.Baseline.Environment)),
                "A baseline of this machine takes half the time: `dotnet perfgate baseline update`, on the commit to compare with"));
            return input with { IsScreen = confirms };
        }
        catch (PerfGateException e) when (e.Diagnostic.Code is DiagnosticCode.PG3005 or DiagnosticCode.PG3007)
        {
            context.WriteOnce(Diagnostic.Warning(
                DiagnosticCode.PG3014, "the stored baseline was measured elsewhere, and its commit could not be measured here", e.Diagnostic.ToString(), e.Diagnostic.Remedy));
            return null;
        }
    }

    // Another runtime is another runtime at the baseline's commit, too.
    private static bool IsForeign(GateInput input) => input.Baseline is { } baseline && !input.IsSameEnvironment && input.IsSameRuntime
        && (!input.IsSameHarness || !baseline.Environment.IsSameMachineAs(input.Candidate.Environment));

    // Before anything is measured: nobody wants to hear after five minutes that the baseline cannot be read.
    private IReadOnlyList<Baseline> LoadBaselines()
    {
        var baselines = measurement.Store.LoadAll();
        var without = measurement.Suites.FirstOrDefault(suite => baselines.All(b => b.ForSuite(suite.Name) is null));
        return without is not null && measurement.Config.Baselines.IsRequired
            ? throw new PerfGateException(
                DiagnosticCode.PG3001, $"there is no baseline of suite '{without.Name}'", measurement.Store.Folder,
                "Store one with `dotnet perfgate baseline update`, on the commit to compare with")
            : baselines;
    }

    private static GateInput InputFor(
        SuiteRun run, MeasurePlan plan, IReadOnlyList<Baseline> baselines, IReadOnlyList<Calibration> calibrations)
    {
        var ofSuite = baselines.Select(b => b.ForSuite(plan.Suite.Name)).OfType<Baseline>().ToList();
        var baseline = BaselineStore.ChooseFor(run.Environment, ofSuite);
        return new GateInput(run, baseline, [.. plan.Filters.Select(f => new Glob(f))])
        {
            Spread = Calibration.SpreadOf(plan.Suite.Name, calibrations.FirstOrDefault(c => c.Environment == run.Environment.Key), baseline),
            PlannedLaunches = plan.Launches,
        };
    }
}
