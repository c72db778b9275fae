using System.CommandLine;
using PerfGate.Calibrating;
using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Machines;
using PerfGate.Reporting.Texts;
using PerfGate.Tool.Commands.Options;
using PerfGate.Tool.Reporting;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Commands;

/// <summary>What every command needs to speak: verbosity, colours, diagnostics, reports.</summary>
internal sealed class CommandContext
{
    private readonly bool _noColor;
    private readonly string? _ci;
    private readonly HashSet<Diagnostic> _written = [];

    public CommandContext(ParseResult parsed, CommonOptions options)
    {
        Verbosity = parsed.GetValue(options.Verbosity);
        _noColor = parsed.GetValue(options.NoColor) || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        // A build shows errors and warnings in its own form, which CI systems understand.
        _ci = BuildHost.IsMSBuild || parsed.GetValue(options.NoCi) ? null : CiSystem.Format;
        var places = new DiagnosticPlaces(parsed.GetValue(options.Project), ConfigFile.Find(parsed.GetValue(options.Config)));
        Diagnostics = new DiagnosticWriter(Console.Error, useColor: !_noColor && !Console.IsErrorRedirected, places.Of);
        Progress = new ProgressLine(Console.Error, isTerminal: !Console.IsErrorRedirected, Verbosity);
    }

    public Verbosity Verbosity { get; }

    /// <summary>Whether this runs in a CI system that is known, and is to write for it.</summary>
    public bool IsInCi => _ci is not null;

    public DiagnosticWriter Diagnostics { get; }

    public ProgressLine Progress { get; }

    /// <summary>Runs a command's work, and turns expected failures and cancelling into exit codes.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, CommonOptions options, Func<CommandContext, Task<ExitCode>> work)
    {
        var context = new CommandContext(parsed, options);
        try
        {
            return (int)await work(context);
        }
        catch (PerfGateException e)
        {
            context.Progress.Clear();
            context.Diagnostics.Write(e.Diagnostic);
            return (int)e.Diagnostic.Code.ToExitCode();
        }
        catch (OperationCanceledException)
        {
            context.Progress.Clear();
            await Console.Error.WriteLineAsync("cancelled");
            return (int)ExitCode.Cancelled;
        }
        finally
        {
            if (context.Verbosity != Verbosity.Quiet)
            {
                context.Progress.Clear();
                context.Diagnostics.WriteHint();
            }
        }
    }

    /// <summary>Writes the reports and diagnostics of a result, those that <see cref="ReportRequest.Complete"/> adds, and the files of a CI system.</summary>
    /// <returns>The result's exit code, or that of a report which could not be written.</returns>
    public ExitCode Show(GateResult result, IEnumerable<ReportRequest> requests)
    {
        if (BuildHost.IsMSBuild)
        {
            // A build shows its progress, and the report only to those who ask for more.
            Progress.Say($"{Headline.Word(result)} {Headline.Counts(result)}");
        }

        var console = new ConsoleReport(Verbosity, _noColor);
        var reports = ReportRequest.Complete(requests, _ci);
        var exitCode = Show(reports, report => report.Write(result, console), result.Diagnostics, result.ExitCode);
        foreach (var unwritten in reports.Where(report => report.Path is null).SelectMany(report => CiFiles.Write(report.Format, result, exitCode)))
        {
            Write(unwritten);
        }

        return exitCode;
    }

    /// <summary>Writes the reports and diagnostics of a calibration in the same way.</summary>
    public ExitCode Show(CalibrationResult result, IEnumerable<ReportRequest> requests) => Show(
        ReportRequest.Complete(requests, ci: null),
        report => report.Write(
            () => CalibrationTable.Write(result, Console.Out, useColor: _noColor ? false : null),
            () => CalibrationTable.Render(result, report.Format)),
        result.Diagnostics,
        ExitCode.Passed);

    /// <summary>Writes what the doctor found to standard output: it is what was asked for.</summary>
    public void Show(IReadOnlyList<Finding> findings) => FindingList.Write(
        findings, Console.Out, new DiagnosticWriter(Console.Out, useColor: !_noColor && !Console.IsOutputRedirected), Verbosity);

    private ExitCode Show(
        IEnumerable<ReportRequest> reports, Action<ReportRequest> write, IEnumerable<Diagnostic> diagnostics, ExitCode exitCode)
    {
        foreach (var report in reports)
        {
            exitCode = WriteBeside(exitCode, () => write(report));
        }

        foreach (var diagnostic in diagnostics.OrderBy(d => d.Severity))
        {
            Write(diagnostic);
        }

        return exitCode;
    }

    /// <summary>Writes a file beside the result; if it cannot be written, that is said, and fails what did not fail already.</summary>
    /// <param name="exitCode">The exit code of the result.</param>
    /// <param name="write">Writes it.</param>
    /// <returns>The result's exit code, or that of the file which could not be written.</returns>
    public ExitCode WriteBeside(ExitCode exitCode, Action write)
    {
        try
        {
            write();
            return exitCode;
        }
        catch (PerfGateException e)
        {
            Diagnostics.Write(e.Diagnostic);
            return exitCode == ExitCode.Passed ? e.Diagnostic.Code.ToExitCode() : exitCode;
        }
    }

    /// <summary>Writes a diagnostic as <see cref="Write"/> does, but one and the same only the first time.</summary>
    public void WriteOnce(Diagnostic diagnostic)
    {
        if (_written.Add(diagnostic))
        {
            Write(diagnostic);
        }
    }

    /// <summary>Writes a diagnostic, unless it is no error and only errors are wanted.</summary>
    public void Write(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == Severity.Error || Verbosity != Verbosity.Quiet)
        {
            Progress.Clear();
            Diagnostics.Write(diagnostic);
        }
    }
}
