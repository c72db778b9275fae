using System.CommandLine;
using PerfGate.Diagnostics;
using PerfGate.Reporting.Json;
using PerfGate.Tool.Reporting;

namespace PerfGate.Tool.Commands;

/// <summary><c>perfgate report</c>: render a saved result again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var options = new CommonOptions();
        var saved = new Argument<string>("RESULT") { Description = "The file that --report json=PATH wrote." };
        var command = new Command("report", "Renders a saved result again, in any format; its exit code is the result's.") { saved };
        foreach (var option in (Option[])[options.Report, options.Project, options.Config, .. options.Output])
        {
            command.Add(option);
        }

        command.SetAction((parsed, _) => CommandContext.RunAsync(parsed, options, context =>
        {
            var reports = (parsed.GetValue(options.Report) ?? []).Select(ReportRequest.Parse).ToList();
            var path = parsed.GetValue(saved)!;
            if (!File.Exists(path))
            {
                throw new PerfGateException(DiagnosticCode.PG1007, $"'{path}' does not exist", null, "Give the file that --report json=PATH wrote");
            }

            return Task.FromResult(context.Show(JsonResultReader.Read(path, File.ReadAllBytes(path)), reports));
        }));
        return command;
    }
}
