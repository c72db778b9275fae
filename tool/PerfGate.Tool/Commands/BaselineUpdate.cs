using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate baseline update</c>: measure and store, but no regression that nobody accepted.</summary>
internal static class BaselineUpdate
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var accept = new AcceptOptions();
        var noConfirm = new Option<bool>("--no-confirm")
        {
            Description = "Do not measure what is slower than the stored baseline again, against the baseline's commit.",
        };
        var missing = new Option<bool>("--missing")
        {
            Description = "Store a baseline only of suites that have none of this machine; one method of each is measured once to find out.",
        };
        var shards = new ShardedRunOptions("baseline update", "Store what the shards of this run measured, all together, and measure nothing but suspects.");
        var command = new Command(
            "update", "Measures the suites and stores them as the baseline of this environment; earlier sessions are kept. A regression is refused, unless it is accepted by name.");
        foreach (var option in (Option[])[.. options.Measuring, .. accept.All, noConfirm, missing, shards.Run, shards.Input, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options, async context =>
        {
            var run = shards.Read(parsed, missing, options.Quick);
            var measurement = new Measurement(parsed, options);
            var byName = accept.Read(parsed, measurement.Config.Policy.Today);
            if (parsed.GetValue(missing))
            {
                measurement = measurement.Without(await MissingBaselines.StoredAsync(measurement, measurement.Store.LoadAll(), context, cancellation));
            }

            var update = new Update(measurement, byName, !parsed.GetValue(noConfirm), context);
            return run is not null ? await update.OfShardsAsync(run, parsed.GetValue(shards.Input), cancellation)
                : measurement.Suites.Count == 0 ? ExitCode.Passed
                : await update.OfMeasuredAsync(cancellation);
        }));
        return command;
    }

    /// <summary>Stores the first baseline: nobody has accepted anything yet.</summary>
    public static Task<ExitCode> FirstAsync(Measurement measurement, CommandContext context, CancellationToken cancellation) =>
        new Update(measurement, AcceptedByName.None, confirm: true, context).OfMeasuredAsync(cancellation);
}
