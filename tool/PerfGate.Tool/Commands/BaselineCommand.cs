using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Reporting;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate baseline</c>: what is stored to judge against.</summary>
internal static class BaselineCommand
{
    public static Command Create() => new("baseline", "What is stored to judge against.")
    {
        BaselineUpdate.Create(), CreateShow(), BaselineAnchor.Create(), BaselineSeals.CreateVerify(), BaselineSeals.CreateSeal(),
    };

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
                throw NothingStored(measurement);
            }

            BaselineTable.Write(baselines, measurement.Selection, Console.Out);
            return Task.FromResult(ExitCode.Passed);
        }));
        return command;
    }

    /// <summary>PG3001: there is nothing to show or to mark.</summary>
    public static PerfGateException NothingStored(Measurement measurement) => new(
        DiagnosticCode.PG3001, "no baseline is stored", measurement.Store.Place, "Store one with `dotnet perfgate baseline update`");
}
