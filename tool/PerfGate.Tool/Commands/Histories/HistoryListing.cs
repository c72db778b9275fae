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
        return options.Complete(new Command("list", "Lists the sessions, the newest commit first."), async (parsed, context, cancellation) =>
        {
            Console.Out.Write(HistoryList.Render(await HistoryInput.ReadAsync(parsed, options, context, cancellation)));
            return ExitCode.Passed;
        });
    }
}
