using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Histories.Changes;
using PerfGate.Reporting.Histories;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;

namespace PerfGate.Tool.Commands.Histories;

/// <summary><c>perfgate history show</c>: the trends, and what changed.</summary>
internal static class HistoryShow
{
    /// <summary>Makes a command show the trends.</summary>
    public static Command Complete(Command command)
    {
        var options = new HistoryOptions();
        var all = new Option<bool>("--all") { Description = "Show the benchmarks without a change, too." };
        command.Add(all);
        command.Add(options.Format);
        return options.Complete(command, async (parsed, context, cancellation) =>
        {
            var benchmarks = options.Benchmarks(parsed);
            var history = await HistoryInput.ReadAsync(parsed, options, context, cancellation);
            var lines = HistoryInput.WithChanges(parsed, options, history, context);
            Console.Out.Write(options.IsJson(parsed) ? HistoryJsonReport.Trends(lines, HistoryChanges.Alpha)
                : string.Concat(lines.Select(shown => HistoryText.Render(shown.Line, shown.Changes, parsed.GetValue(all) || benchmarks.Count > 0, HistoryChanges.Alpha))));

            return ExitCode.Passed;
        });
    }
}
