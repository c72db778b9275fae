using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Reporting.Json;
using PerfGate.Reporting.Studies;
using PerfGate.Studies;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands;

/// <summary>What <c>perfgate report</c> does where a study is asked for: a page, and its plots in a folder of the same name.</summary>
internal static class StudyReports
{
    /// <summary>Compares the arms of a run and writes what was asked for.</summary>
    /// <param name="path">The run.</param>
    /// <param name="requests">The reports, at least one of them a study.</param>
    /// <param name="config">The configuration given, or null for the nearest.</param>
    /// <param name="context">What speaks.</param>
    /// <exception cref="PerfGateException">PG1012: no study is declared. PG2010: it is no run. PG2016: there is nothing to compare.</exception>
    public static ExitCode Write(string path, IReadOnlyList<ReportRequest> requests, string? config, CommandContext context)
    {
        if (requests.FirstOrDefault(request => !request.IsStudy) is { } other)
        {
            throw new PerfGateException(
                DiagnosticCode.PG1009, $"a study is made of a run, and the report '{other.Format}' of a result", null, "Ask for one at a time");
        }

        var file = ConfigFile.Load(config);
        var study = file.Config.Study ?? throw new PerfGateException(
            DiagnosticCode.PG1012, $"'{file.Path}' declares no study", null,
            """Say what is compared: "study": { "base": "Old", "arms": [ { "suffix": "Old" }, { "suffix": "New" } ] }""");
        RefuseResult(path);
        var runs = ResultInput.ReadCandidate(path, file.Config.Policy.Counters);
        if (RunCommand.FailuresOf(runs, context))
        {
            return ExitCode.SuiteFailed;
        }

        var result = StudyComparer.Compare(study, runs);
        var command = $"dotnet perfgate report {Shown(path)}{(config is null ? "" : $" --config {Shown(config)}")} --report study";
        foreach (var request in requests)
        {
            WriteOne(result, request, request.Path is null ? command : $"{command}={Shown(request.Path)}", context);
        }

        return ExitCode.Passed;
    }

    private static void WriteOne(StudyResult result, ReportRequest request, string command, CommandContext context)
    {
        // A page without an extension is a device, or leaves no name for the folder.
        var plots = Path.HasExtension(request.Path) ? Path.ChangeExtension(request.Path, null) : null;
        var plotted = plots is null ? [] : result.Groups.Where(group => StudyPlot.Has(result.Study, group)).ToList();
        foreach (var group in plotted)
        {
            AtomicFile.Write(Path.Combine(plots!, $"{group.FileName}.svg"), StudyPlot.Render(result.Study, group), DiagnosticCode.PG1008);
        }

        var page = StudyMarkdown.Render(result, command, Path.GetFileName(plots));
        request.Write(() => Console.Out.Write(page), () => page);
        if (request.Path is not null)
        {
            context.Progress.Say($"wrote {request.Path}{(plotted.Count > 0 ? $" and {Format.Count(plotted.Count, "plot")}" : "")}");
        }
    }

    private static void RefuseResult(string path)
    {
        try
        {
            if (File.Exists(path) && JsonResultReader.Recognises(InputFile.Read(path)))
            {
                throw new PerfGateException(
                    DiagnosticCode.PG2010, $"'{path}' is a result, which does not hold the launches that a study compares", null,
                    "Give the file that `dotnet perfgate run --output FILE` wrote");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PerfGateException(Diagnostic.Error(DiagnosticCode.PG2009, $"'{path}' cannot be read", DiskErrors.Text(e), InputFile.LookAtIt), e);
        }
    }

    // The folders of a machine are no part of a page.
    private static string Shown(string path) => (Path.IsPathRooted(path) ? Path.GetFileName(path) : path) is var shown && shown.Contains(' ', StringComparison.Ordinal)
        ? $"'{shown}'"
        : shown;
}
