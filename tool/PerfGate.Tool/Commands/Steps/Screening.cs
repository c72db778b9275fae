using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>
/// Measures every benchmark a few times beside something to judge it against: the stored baseline; or, where that is another machine's, its commit, measured here in turn.
/// </summary>
internal sealed class Screening(Measurement measurement, LaunchPlanner planner, GatePolicy policy, CommandContext context)
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
        var baselines = LoadBaselines(measurement);
        if (measurement.Base is { } target && IsWithout(baselines, measurement) is not null)
        {
            context.Progress.Say($"there is no stored baseline: judging against the pull request's base commit {target.Short}, measured here in turn");
            return await AgainstAsync(target.Hash, confirms, cancellation);
        }

        var calibrations = new CalibrationStore(measurement.Store.Documents).LoadAll();
        var inputs = new List<GateInput>();
        foreach (var plan in planner.ForScreen(measurement, confirms))
        {
            GateInput InputOf(SuiteRun run) => InputFor(run, plan, baselines, calibrations) with { IsScreen = confirms };
            // Another suite has told already where this is.
            var known = inputs.FirstOrDefault() is { } other ? InputOf(other.Candidate) : null;
            inputs.Add(known is not null && IsToBeJudgedHere(known)
                ? await HereAsync(known, plan, InputOf, cancellation)
                : await HereOrStoredAsync(plan, InputOf, cancellation));
        }

        return inputs;
    }

    /// <summary>Beside another commit, measured in turn.</summary>
    /// <param name="reference">The commit, branch or tag.</param>
    /// <param name="confirms">Whether suspects are measured again afterwards.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyList<GateInput>> AgainstAsync(string reference, bool confirms, CancellationToken cancellation) =>
        [.. (await InTurn.MeasureAsync(reference, measurement, planner.ForScreen(measurement, confirms), undecided: null, context, cancellation)).Select(input => input with { IsScreen = confirms })];

    private async Task<GateInput> HereOrStoredAsync(MeasurePlan plan, Func<SuiteRun, GateInput> inputOf, CancellationToken cancellation)
    {
        var enough = policy.OnOtherMachine == OnOtherMachine.Against ? LaunchesToKnowTheMachine : LaunchesToShow;
        var input = inputOf(await measurement.RunAsync(plan, run => IsForeign(inputOf(run)) && run.LongestSample >= enough, context, cancellation));
        return input.Candidate.Failures.IsEmpty && IsToBeJudgedHere(input) ? await HereAsync(input, plan, inputOf, cancellation) : input;
    }

    private async Task<GateInput> HereAsync(GateInput stored, MeasurePlan plan, Func<SuiteRun, GateInput> inputOf, CancellationToken cancellation)
    {
        try
        {
            var commit = measurement.Base ?? Confirming.Usable(stored.Baseline?.Sessions[^1].Provenance.Commit);
            context.Progress.Say($"{StoredElsewhere(stored)}: judging against {Whose(measurement)} commit {commit.Short}, measured here in turn");
            var input = (await InTurn.MeasureAsync(commit.Hash, measurement, [plan], undecided: null, context, cancellation)).Single();
            return input with
            {
                IsScreen = stored.IsScreen,
                Candidate = input.Candidate.WithNotes([new Diagnostic(
                    DiagnosticCode.PG3014, Severity.Note, $"{StoredElsewhere(stored)}, so {Whose(measurement)} commit {commit.Short} was measured here, in turn with the working tree",
                    string.Join("; ", Differences(stored.Candidate.Environment, stored.Baseline!.Environment)),
                    "A baseline that was measured here takes half the time: `dotnet perfgate baseline update`, on the commit to compare with")]),
            };
        }
        catch (PerfGateException e) when (e.Diagnostic.Code is DiagnosticCode.PG3005 or DiagnosticCode.PG3007)
        {
            var run = await measurement.RunAsync(plan with { Launches = Math.Min(LaunchesToShow, plan.Launches) }, isOver: null, context, cancellation);
            return inputOf(run.WithNotes([Diagnostic.Warning(
                DiagnosticCode.PG3014, $"{StoredElsewhere(stored)}, and its commit could not be measured here", e.Diagnostic.ToString(), e.Diagnostic.Remedy)]));
        }
    }

    private static string Whose(Measurement measurement) => measurement.Base is null ? "its" : "the pull request's base";

    private static string StoredElsewhere(GateInput stored) =>
        $"the stored baseline was measured {(stored.IsSameHarness ? "on another machine" : "with another version of BenchmarkDotNet")}";

    private static IEnumerable<string> Differences(HostEnvironment ours, HostEnvironment theirs) =>
        ours.DifferencesTo(theirs).Concat(ours.IsSameHarnessAs(theirs) ? [] : [$"{theirs.Harness} there, {ours.Harness} here"]);

    private bool IsToBeJudgedHere(GateInput input) => policy.OnOtherMachine == OnOtherMachine.Against && IsForeign(input);

    // Another runtime is another runtime at the baseline's commit, too.
    private static bool IsForeign(GateInput input) => input.Baseline is { } baseline && !input.IsSameEnvironment && input.IsSameRuntime
        && (!input.IsSameHarness || !baseline.Environment.IsSameMachineAs(input.Candidate.Environment));

    /// <summary>Every stored baseline, before anything is measured: nobody wants to hear after five minutes that one cannot be read.</summary>
    /// <exception cref="PerfGateException">PG3001: there is none of a suite, and one is required. PG3002, PG3003: one of them cannot be read.</exception>
    public static IReadOnlyList<Baseline> LoadBaselines(Measurement measurement)
    {
        var baselines = measurement.Store.LoadAll();
        return IsWithout(baselines, measurement) is { } without && measurement.Config.Baselines.IsRequired && measurement.Base is null
            ? throw new PerfGateException(
                DiagnosticCode.PG3001, $"there is no baseline of suite '{without.Name}'", measurement.Store.Place,
                "Store one with `dotnet perfgate baseline update`, on the commit to compare with")
            : baselines;
    }

    private static SuiteConfig? IsWithout(IReadOnlyList<Baseline> baselines, Measurement measurement) => measurement.Suites.FirstOrDefault(suite => baselines.All(b => b.ForSuite(suite.Name) is null));

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
