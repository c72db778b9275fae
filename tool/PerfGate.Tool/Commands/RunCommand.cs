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
            Description = "The run file to write; each further environment's (garbage collector, runtime) has its key before the extension. Of a shard, the folder to write to, else perfgate-shards.",
            HelpName = "FILE",
            DefaultValueFactory = _ => "perfgate-run.json",
        };
        var save = new Option<bool>("--save") { Description = "Keep the run in the store, too; --output still writes its file." };
        var shard = new Option<ShardChoice?>("--shard")
        {
            Description = "Measure only the shard K of N, of the run that --run names. Every shard deals the benchmarks alike, by their stored times; `check --run ID` judges all of them.",
            HelpName = "K/N",
            CustomParser = ShardChoice.Parse,
        };
        var run = RunIdOption.Create("What the shards of one run have in common, such as the CI system's id of the run.");
        var command = new Command("run", "Measures the suites and writes a run file, for `compare`; or a shard of them, for `check --run`.") { output, save, shard, run };
        foreach (var option in (Option[])[.. options.Measuring, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var measurement = new Measurement(parsed, options) { AsksForInputs = true };
            if (IdOf(parsed.GetValue(shard), parsed.GetValue(run)) is { } id)
            {
                var folder = parsed.GetResult(output) is { Implicit: false } ? parsed.GetValue(output)! : ShardFiles.UsualFolder;
                return await ShardRunning.RunAsync(measurement, parsed.GetValue(shard)!, id, folder, parsed.GetValue(save), context, cancellation);
            }

            var files = new RunFiles(parsed.GetValue(output)!, context.Progress.Say);
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
                        context.Progress.Say($"stored {measurement.Runs.Save(runs[0])}");
                    }

                    await HistoryKeeping.AddAsync(runs, HistoryOrigin.Run, measurement, context, cancellation);
                }
            }

            files.Finish();
            return exitCode;
        }));
        return command;
    }

    private static string? IdOf(ShardChoice? shard, string? id) => (shard, id) switch
    {
        (null, null) or (not null, not null) => id,
        (null, _) => throw new PerfGateException(DiagnosticCode.PG1001, "--run goes with --shard", null, "Say which shard to measure: `run --shard 1/4 --run ID`; or judge all with `check --run ID`"),
        _ => throw new PerfGateException(DiagnosticCode.PG1001, "--shard goes with --run", null, "Name the run, alike for all of its shards: `run --shard 1/4 --run ID`"),
    };

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
