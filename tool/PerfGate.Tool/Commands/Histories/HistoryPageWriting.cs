using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Histories.Changes;
using PerfGate.Reporting.Histories.Page;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Histories;

/// <summary><c>perfgate history page</c>: the history as one html page.</summary>
internal static class HistoryPageWriting
{
    public static Command Create()
    {
        var options = new HistoryOptions();
        var path = new Argument<string>("PATH") { Description = "The file to write, such as history.html." };
        return options.Complete(new Command("page", "Writes the history as one html page: zoom, search, the commit of each point.") { path }, async (parsed, context, cancellation) =>
        {
            var history = await HistoryInput.ReadAsync(parsed, options, context, cancellation);
            var lines = HistoryInput.WithChanges(parsed, options, history, context);
            AtomicFile.Write(parsed.GetValue(path)!, HistoryPage.Render(lines, HistoryChanges.Alpha), DiagnosticCode.PG1008);
            context.Progress.Say($"wrote {parsed.GetValue(path)}");
            return ExitCode.Passed;
        });
    }
}
