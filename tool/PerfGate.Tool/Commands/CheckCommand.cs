using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Policies;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Measuring;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate check</c>: measure, compare with the baseline, judge.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var against = new Option<string?>("--against")
        {
            Description = "Judge against this commit, branch or tag, measured in turn on this machine, instead of a stored baseline.",
            HelpName = "REF",
        };
        var noConfirm = new Option<bool>("--no-confirm")
        {
            Description = "Do not measure what is slower than the stored baseline again, against the baseline's commit.",
        };
        var allLaunches = new Option<bool>("--all-launches")
        {
            Description = "Make every launch of the plan of every benchmark, even where fewer decide.",
        };
        var budget = new Option<TimeSpan?>("--budget")
        {
            Description = "How long measuring may take, such as 90s, 5m or 1h: what is undecided is measured for as long as that, up to three times the launches planned.",
            HelpName = "TIME",
            CustomParser = DurationOption.Parse,
        };
        var inputs = new Option<string?>("--inputs")
        {
            Description = "Write an MSBuild project that lists the configuration and the baselines, for incremental builds.",
            HelpName = "PATH",
        };
        var command = new Command("check", "Measures the suites, compares them with their baseline, and fails on a regression.")
        {
            against, noConfirm, allLaunches, budget, inputs,
        };
        foreach (var option in (Option[])[.. options.Measuring, options.Report, options.Strict, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var reports = (parsed.GetValue(options.Report) ?? []).Select(ReportRequest.Parse).ToList();
            var measurement = new Measurement(parsed, options);
            var policy = Measurement.Strictly(measurement.Config.Policy, parsed.GetValue(options.Strict));
            var adaptive = new Adaptive(!parsed.GetValue(allLaunches), parsed.GetValue(budget));
            var result = parsed.GetValue(against) is { } reference
                ? await AgainstAsync(reference, measurement, policy, adaptive, context, cancellation)
                : await AgainstStoredAsync(measurement, policy, adaptive, !parsed.GetValue(noConfirm), context, cancellation);
            var exitCode = context.Show(result, reports);
            return parsed.GetValue(inputs) is { } list
                ? context.WriteBeside(exitCode, () => InputList.Write(list, measurement.ConfigPath, measurement.Store.Folder))
                : exitCode;
        }));
        return command;
    }

    private static async Task<GateResult> AgainstAsync(
        string reference, Measurement measurement, GatePolicy policy, Adaptive adaptive, CommandContext context, CancellationToken cancellation)
    {
        var inputs = await InTurn.MeasureAsync(
            reference, measurement, adaptive.ForJudgingInTurn(measurement), adaptive.Undecided(policy, measurement.Suites.Count), context, cancellation);
        return Gate.Judge(inputs, policy with { HasStore = false });
    }

    private static async Task<GateResult> AgainstStoredAsync(
        Measurement measurement, GatePolicy policy, Adaptive adaptive, bool confirms, CommandContext context, CancellationToken cancellation)
    {
        var baselines = LoadBaselines(measurement);
        var calibrations = new CalibrationStore(measurement.Store.Folder).LoadAll();
        var plans = adaptive.ForScreen(measurement, confirms).ToList();
        var runs = await measurement.RunAsync(plans, context, cancellation);
        IReadOnlyList<GateInput> inputs = [.. runs.Zip(plans, (run, plan) => InputFor(run, plan, baselines, calibrations) with { IsScreen = confirms })];
        var screen = Gate.Judge(inputs, policy);
        if (screen.Outcome == Outcome.Failed || !screen.Suspects.Any())
        {
            return screen;
        }

        return Gate.Judge(inputs, policy, !confirms ? await Confirming.NotWantedAsync(screen, inputs, measurement, policy, context, cancellation) : await Confirming.ConfirmAsync(screen, inputs, measurement, policy, adaptive, context, cancellation));
    }

    // Before anything is measured: nobody wants to hear after five minutes that the baseline cannot be read.
    private static IReadOnlyList<Baseline> LoadBaselines(Measurement measurement)
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
        var ofSuite = baselines.Select(b => b.ForSuite(run.Suite)).OfType<Baseline>().ToList();
        var baseline = BaselineStore.ChooseFor(run.Environment, ofSuite);
        return new GateInput(run, baseline, [.. plan.Filters.Select(f => new Glob(f))])
        {
            Spread = Calibration.SpreadOf(run.Suite, calibrations.FirstOrDefault(c => c.Environment == run.Environment.Key), baseline),
            PlannedLaunches = plan.Launches,
        };
    }
}
