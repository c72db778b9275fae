using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Histories;
using PerfGate.Reporting.Histories;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Commands.Steps;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Histories;

/// <summary><c>perfgate history export</c>: the history for other programs.</summary>
internal static class HistoryExport
{
    private const string Csv = "csv";
    private const string Lines = "jsonl";

    public static Command Create()
    {
        var options = new HistoryOptions();
        var format = new Option<string>("--format") { Description = "csv, or jsonl: the JSON lines that `history import` takes in again.", HelpName = "FORMAT", DefaultValueFactory = _ => Lines };
        format.AcceptOnlyFromAmong(Csv, Lines);
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; else standard output.", HelpName = "FILE" };
        return options.Complete(new Command("export", "Writes the history as CSV or JSON lines.") { format, output }, async (parsed, context, cancellation) =>
        {
            var history = await HistoryInput.ReadAsync(parsed, options, context, cancellation);
            var chosen = HistoryInput.Chosen(history, options.Benchmarks(parsed), parsed.GetValue(options.Metric) ?? []);
            var lines = parsed.GetValue(format) == Csv ? HistoryCsv.Render(chosen) : chosen.SelectMany(Sessions).OrderBy(session => session.At).ThenBy(session => session.MeasuredAt).Select(HistoryWriter.Line);
            if (parsed.GetValue(output) is { } path)
            {
                AtomicFile.Write(path, string.Concat(lines), DiagnosticCode.PG1008);
                context.Progress.Say($"wrote {path}");
            }
            else
            {
                foreach (var line in lines)
                {
                    await Console.Out.WriteAsync(line.AsMemory(), cancellation);
                }
            }

            return ExitCode.Passed;
        });
    }

    private static IEnumerable<HistorySession> Sessions(HistoryLine line)
    {
        var kept = line.Series.SelectMany(series => series.Points).ToLookup(point => point.Session, point => point.Value);
        return line.Sessions.Select((session, i) => (session, Values: kept[i].ToList())).Where(s => s.Values.Count > 0).Select(s => s.session.With(s.Values));
    }
}
