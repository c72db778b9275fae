using System.CommandLine;
using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Reporting.Json;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate report</c>: render a saved result again, or a run as a study.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        options.Report.Description =
            $"A report to write, to standard output or to PATH (repeatable): {ReportRequest.FormatsOfResults} of a result; study of a run, with its plots beside PATH.";
        var saved = new Argument<string>("RESULT") { Description = "The file that --report json=PATH wrote; for a study, the one that `run` wrote, or BenchmarkDotNet's JSON." };
        var command = new Command(
            "report", "Renders a saved result again, in any format, with the result's exit code; or a run as a study of \"study\" in perfgate.json.") { saved };
        foreach (var option in (Option[])[.. options.Judging, options.Project, options.Config, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var reports = (parsed.GetValue(options.Report) ?? []).Select(ReportRequest.ParseOfSaved).ToList();
            var path = parsed.GetValue(saved)!;
            return Task.FromResult(reports.Exists(report => report.IsStudy)
                ? StudyReports.Write(path, reports, parsed.GetValue(options.Config), context)
                : ShowResult(path, reports, context));
        }));
        return command;
    }

    private static ExitCode ShowResult(string path, IReadOnlyList<ReportRequest> reports, CommandContext context)
    {
        if (!File.Exists(path))
        {
            throw new PerfGateException(DiagnosticCode.PG1007, $"'{path}' does not exist", null, "Give the file that --report json=PATH wrote");
        }

        var bytes = InputFile.ReadMeasured(path);
        return MeasurementsReader.Recognises(bytes)
            ? throw new PerfGateException(
                DiagnosticCode.PG2009, $"'{path}' is a run, and not the result of judging one", null,
                "Judge it with `compare`, or ask for --report study=PAGE.md")
            : context.Show(JsonResultReader.Read(path, bytes), reports);
    }
}
