using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Reporting.Histories;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;

namespace PerfGate.Tool.Commands.Histories;

/// <summary><c>perfgate history list</c>: the sessions.</summary>
internal static class HistoryListing
{
    public static Command Create()
    {
        var options = new HistoryOptions();
        return options.Complete(new Command("list", "Lists the sessions, the newest commit first.") { options.Format }, async (parsed, context, cancellation) =>
        {
            var history = await HistoryInput.ReadAsync(parsed, options, context, cancellation);
            Console.Out.Write(options.IsJson(parsed) ? HistoryJsonReport.Sessions(history) : HistoryList.Render(history));
            return ExitCode.Passed;
        });
    }
}
