using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Measures one shard of a run, and keeps it in a file, and in the store if that is wanted.</summary>
internal static class ShardRunning
{
    /// <summary>Measures.</summary>
    /// <param name="measurement">The suites.</param>
    /// <param name="choice">Which shard.</param>
    /// <param name="id">The run's id.</param>
    /// <param name="folder">Where to write its file.</param>
    /// <param name="saves">Whether to keep it in the store, too.</param>
    /// <param name="context">Where to speak.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<ExitCode> RunAsync(
        Measurement measurement, ShardChoice choice, string id, string folder, bool saves, CommandContext context, CancellationToken cancellation)
    {
        var shard = new Shard(id, choice.Number, await Splitting.DealAsync(measurement, choice.Count, context, cancellation));
        if (shard.Units.IsEmpty)
        {
            context.Write(new Diagnostic(
                DiagnosticCode.PG2086, Severity.Note, $"{shard} has nothing to measure",
                $"what is not to be taken apart fills {shard.Split.Parts.Count(part => !part.IsEmpty)} shards", "Make fewer shards; `check --run` does not wait for this one"));
            return ExitCode.Passed;
        }

        var files = new RunFiles(ShardFiles.PathOf(folder, shard), context.Progress.Say);
        var exitCode = ExitCode.Passed;
        foreach (var plan in measurement.Suites.Select(suite => Splitting.PlanOf(suite, shard, measurement)).OfType<Measuring.MeasurePlan>())
        {
            var runs = await measurement.RunAsync([plan], context, cancellation);
            if (RunCommand.FailuresOf(runs, context))
            {
                exitCode = ExitCode.SuiteFailed;
                continue;
            }

            var session = Splitting.AsShard(runs[0], shard);
            files.Add(session);
            if (saves)
            {
                context.Progress.Say($"stored {measurement.Runs.Save(session)}");
            }
        }

        files.Finish();
        return exitCode;
    }
}
