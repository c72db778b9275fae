using System.CommandLine;
using PerfGate.Baselines;
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
        var command = new Command("check", "Measures the suites, compares them with their baseline, and fails on a regression.");
        foreach (var option in (Option[])[.. options.Measuring, options.Report, options.Strict, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) =>
            CommandContext.RunAsync(parsed, options, context => CheckAsync(parsed, options, context, cancellation)));
        return command;
    }

    private static async Task<ExitCode> CheckAsync(
        ParseResult parsed, CommonOptions options, CommandContext context, CancellationToken cancellation)
    {
        var reports = (parsed.GetValue(options.Report) ?? []).Select(ReportRequest.Parse).ToList();
        var measurement = new Measurement(parsed, options);
        var baselines = LoadBaselines(measurement);
        var runs = await measurement.RunAsync(context, cancellation);
        var policy = Measurement.Strictly(measurement.Config.Policy, parsed.GetValue(options.Strict));
        var result = Gate.Judge([.. runs.Select(run => InputFor(run, baselines, measurement))], policy);
        return context.Show(result, reports);
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
        IReadOnlyList<Glob> selection = measurement.Selection.Count > 0 ? measurement.Selection : [new Glob(suite.Filter)];
        return new GateInput(run, BaselineStore.ChooseFor(run.Environment, ofSuite), selection);
    }
}
