using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Fleets;
using PerfGate.Formatting;
using PerfGate.Reporting;
using PerfGate.Reporting.Json;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate fleet</c>: which models of machine have measured here, and which have a baseline.</summary>
internal static class FleetCommand
{
    public static Command Create()
    {
        var options = new HistoryOptions();
        var runner = new Option<string?>("--runner")
        {
            Description = "Only runners of this label, as the variable PERFGATE_RUNNER told it to the jobs that measured.",
            HelpName = "LABEL",
        };
        var json = new Option<string?>("--json") { Description = "Write what was found to this file, too.", HelpName = "PATH" };
        var command = new Command("fleet", "Shows which models of machine the history has seen for a runner's label, and which have a baseline.")
        {
            runner, json, options.Suite, options.From, options.Common.Config, options.Common.Store,
        };
        foreach (var option in options.Common.Output)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => CommandContext.RunAsync(parsed, options.Common, async context =>
        {
            var history = await HistoryInput.ReadAsync(parsed, options, context, cancellation);
            var address = StoreAddress.Given(parsed.GetValue(options.Common.Store)) ?? StoreAddress.Of(ConfigFile.Load(parsed.GetValue(options.Common.Config)));
            var all = Fleet.Of(history.Sessions, new BaselineStore(Stores.Open(address)).LoadAll());
            var label = parsed.GetValue(runner);
            var chosen = all.Where(fleet => label is null || fleet.Runner == label).ToList();
            if (chosen.Count == 0)
            {
                throw all.Count == 0
                    ? new PerfGateException(DiagnosticCode.PG5015, "the history has no session that a job measured", "what was imported, or measured later, does not count", "Set \"history\": true in perfgate.json, and run checks")
                    : new PerfGateException(
                        DiagnosticCode.PG1001, $"the history has seen no runner '{label}'", $"it has seen {Format.Some([.. all.Select(fleet => fleet.Runner.Length == 0 ? "runners without a label" : $"'{fleet.Runner}'").Distinct()])}",
                        "Set the variable PERFGATE_RUNNER in the jobs that measure");
            }

            if (parsed.GetValue(json) is { } path)
            {
                AtomicFile.Write(path, FleetJsonReport.Render(chosen), DiagnosticCode.PG1008);
            }

            Console.Out.Write(FleetText.Render(chosen));
            return ExitCode.Passed;
        }));
        return command;
    }
}
