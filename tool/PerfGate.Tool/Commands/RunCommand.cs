using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Histories;
using PerfGate.Results;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate run</c>: measure only, write a run file.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var output = new Option<string>("--output", "-o")
        {
            Description = "The run file to write; each further environment's (garbage collector, runtime) has its key before the extension.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "perfgate-run.json",
        };
        var save = new Option<bool>("--save") { Description = "Keep the run in the store, too; --output still writes its file." };
        var command = new Command("run", "Measures the suites and writes a run file, for `compare`.") { output, save };
        foreach (var option in (Option[])[.. options.Measuring, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var measurement = new Measurement(parsed, options) { AsksForInputs = true };
            var files = new RunFiles(parsed.GetValue(output)!, context.Progress.Say);
            var store = new RunStore(measurement.Store.Documents);
            var exitCode = ExitCode.Passed;
            foreach (var suite in measurement.Suites)
            {
                var runs = await measurement.RunAsync([measurement.PlanFor(suite)], context, cancellation);
                if (FailuresOf(runs, context))
                {
                    exitCode = ExitCode.SuiteFailed;
                }
                else
                {
                    files.Add(runs[0]);
                    if (parsed.GetValue(save))
                    {
                        context.Progress.Say($"stored {store.Save(runs[0])}");
                    }

                    await HistoryKeeping.AddAsync(runs, HistoryOrigin.Run, measurement, context, cancellation);
                }
            }

            files.Finish();
            return exitCode;
        }));
        return command;
    }

    /// <summary>Reports what failed, and what else is to be said of the results; true if anything failed. A run with failures is never stored.</summary>
    public static bool FailuresOf(IReadOnlyList<SuiteRun> runs, CommandContext context)
    {
        foreach (var failure in runs.SelectMany(run => run.Failures))
        {
            context.Diagnostics.Write(failure.Diagnostic.About(failure.Id));
        }

        foreach (var note in runs.SelectMany(run => run.Notes))
        {
            context.Write(note);
        }

        return runs.Any(run => !run.Failures.IsEmpty || run.Notes.Any(note => note.Severity == Severity.Error));
    }
}
