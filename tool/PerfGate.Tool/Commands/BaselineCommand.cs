using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Results;
using PerfGate.Tool.Reporting;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate baseline</c>: what is stored to judge against.</summary>
internal static class BaselineCommand
{
    public static Command Create() => new("baseline", "What is stored to judge against.") { CreateUpdate(), CreateShow() };

    private static Command CreateUpdate()
    {
        var options = new CommonOptions();
        var command = new Command("update", "Measures the suites and stores them as the baseline of this environment; earlier sessions are kept.");
        foreach (var option in (Option[])[.. options.Measuring, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
            CommandContext.RunAsync(parsed, options, context => UpdateAsync(parsed, options, context, cancellation)));
        return command;
    }

    private static Command CreateShow()
    {
        var options = new CommonOptions();
        var command = new Command("show", "Shows the stored baselines.");
        foreach (var option in (Option[])[options.Config, options.Store, options.Suite, options.Filter, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var measurement = new Measurement(parsed, options);
            var baselines = measurement.Store.LoadAll();
            if (baselines.Count == 0)
            {
                throw new PerfGateException(
                    DiagnosticCode.PG3001, "no baseline is stored", measurement.Store.Folder, "Store one with `dotnet perfgate baseline update`");
            }

            BaselineTable.Write(baselines, measurement.Selection, Console.Out);
            return Task.FromResult(ExitCode.Passed);
        }));
        return command;
    }

    private static async Task<ExitCode> UpdateAsync(
        ParseResult parsed, CommonOptions options, CommandContext context, CancellationToken cancellation)
    {
        var measurement = new Measurement(parsed, options);
        // Before anything is measured: a corrupt baseline is not to be overwritten unseen.
        var stored = measurement.Store.LoadAll();
        var runs = await measurement.RunAsync(context, cancellation);
        if (RunCommand.FailuresOf(runs, context))
        {
            return ExitCode.SuiteFailed;
        }

        foreach (var environment in runs.GroupBy(run => run.Environment.Key))
        {
            var earlier = stored.FirstOrDefault(b => b.Environment.Key == environment.Key);
            var updated = environment.Aggregate(earlier, (baseline, run) => Add(baseline, run, measurement));
            context.Progress.Say($"stored {measurement.Store.Save(updated!)}");
        }

        return ExitCode.Passed;
    }

    private static Baseline Add(Baseline? baseline, SuiteRun run, Measurement measurement)
    {
        IReadOnlyList<Glob> selection = measurement.Selection.Count > 0
            ? measurement.Selection
            : [new Glob(measurement.Suites.Single(suite => suite.Name == run.Suite).Filter)];
        return baseline is null
            ? new Baseline([run])
            : baseline.With(run, id => selection.Any(glob => glob.Matches(id)), measurement.Config.Baselines.Sessions);
    }
}
