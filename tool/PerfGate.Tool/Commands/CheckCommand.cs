using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Results;
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
            Description = "Make every launch of the plan, even where fewer show that nothing is worse.",
        };
        var inputs = new Option<string?>("--inputs")
        {
            Description = "Write an MSBuild project that lists the configuration and the baselines, for incremental builds.",
            HelpName = "PATH",
        };
        var command = new Command("check", "Measures the suites, compares them with their baseline, and fails on a regression.")
        {
            against, noConfirm, allLaunches, inputs,
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
            var result = parsed.GetValue(against) is { } reference
                ? await AgainstAsync(reference, measurement, policy, context, cancellation)
                : await AgainstStoredAsync(
                    measurement, policy, !parsed.GetValue(noConfirm), !parsed.GetValue(allLaunches), context, cancellation);
            if (parsed.GetValue(inputs) is { } list)
            {
                InputList.Write(list, measurement.ConfigPath, measurement.Store.Folder);
            }

            return context.Show(result, reports);
        }));
        return command;
    }

    private static async Task<GateResult> AgainstAsync(
        string reference, Measurement measurement, GatePolicy policy, CommandContext context, CancellationToken cancellation)
    {
        var inputs = await InTurn.MeasureAsync(reference, measurement, measurement.Suites.Select(s => (s, measurement.FiltersOf(s))), context, cancellation);
        return Gate.Judge(inputs, policy);
    }

    private static async Task<GateResult> AgainstStoredAsync(
        Measurement measurement, GatePolicy policy, bool confirm, bool stopEarly, CommandContext context, CancellationToken cancellation)
    {
        var baselines = LoadBaselines(measurement);
        bool IsEnough(SuiteConfig suite, SuiteRun run)
        {
            var planned = measurement.PlanFor(suite).Launches;
            var isSettled = EarlyStop.IsSettled(Gate.Judge([InputFor(run, baselines, measurement)], policy), planned);
            if (isSettled)
            {
                context.Progress.Say($"{suite.Name}: {run.LongestSample} of {planned} launches are enough, more would not change what is said");
            }

            return isSettled;
        }

        var runs = await measurement.RunAsync(context, cancellation, stopEarly ? IsEnough : null);
        IReadOnlyList<GateInput> inputs = [.. runs.Select(run => InputFor(run, baselines, measurement))];
        var screen = Gate.Judge(inputs, policy);
        if (!confirm || screen.Outcome == Outcome.Failed || !screen.Suspects.Any())
        {
            return screen;
        }

        return Gate.Judge(inputs, policy, await Confirming.ConfirmAsync(screen, inputs, measurement, policy, context, cancellation));
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

    private static GateInput InputFor(SuiteRun run, IReadOnlyList<Baseline> baselines, Measurement measurement)
    {
        var ofSuite = baselines.Select(b => b.ForSuite(run.Suite)).OfType<Baseline>().ToList();
        var suite = measurement.Suites.Single(s => s.Name == run.Suite);
        return new GateInput(run, BaselineStore.ChooseFor(run.Environment, ofSuite), [.. measurement.FiltersOf(suite).Select(f => new Glob(f))]);
    }
}
