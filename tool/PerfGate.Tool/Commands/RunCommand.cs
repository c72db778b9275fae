using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
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
            Description = "The run file to write.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "perfgate-run.json",
        };
        var command = new Command("run", "Measures the suites and writes a run file, for `compare`.") { output };
        foreach (var option in (Option[])[.. options.Measuring, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var runs = await new Measurement(parsed, options).RunAsync(context, cancellation);
            if (FailuresOf(runs, context))
            {
                return ExitCode.SuiteFailed;
            }

            var path = parsed.GetValue(output)!;
            AtomicFile.Write(path, MeasurementsWriter.Write(new Baseline(runs)), DiagnosticCode.PG1008);
            context.Progress.Say($"wrote {path}");
            return ExitCode.Passed;
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
