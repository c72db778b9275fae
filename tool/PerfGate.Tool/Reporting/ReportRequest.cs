using PerfGate.Diagnostics;
using PerfGate.Gating.Model;
using PerfGate.Reporting;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Reporting;

/// <summary>One <c>--report FORMAT[=PATH]</c>.</summary>
/// <param name="Format">The format's name.</param>
/// <param name="Path">The file to write, or null for standard output.</param>
internal sealed record ReportRequest(string Format, string? Path)
{
    private static readonly string[] OfCalibrations = ["console", "markdown", "json"];
    private static readonly string[] OfResults = ["console", .. ReportFormats.All.Keys.Order(StringComparer.Ordinal)];
    private static readonly string[] OfSaved = [.. OfResults, "study"];

    /// <summary>The formats of a result, for a sentence.</summary>
    public static string FormatsOfResults => $"{string.Join(", ", OfResults[..^1])} or {OfResults[^1]}";

    /// <summary>Whether it asks for the study of a run, which is made of samples and not of a result.</summary>
    public bool IsStudy => Format == "study";

    /// <summary>Reads a request for a report of a result.</summary>
    /// <exception cref="PerfGateException">PG1009: there is no such format.</exception>
    public static ReportRequest Parse(string text) => Parse(text, OfResults);

    /// <summary>Reads a request for a report of something saved: a result, or a run for a study.</summary>
    /// <exception cref="PerfGateException">PG1009: there is no such format.</exception>
    public static ReportRequest ParseOfSaved(string text) => Parse(text, OfSaved);

    /// <summary>Reads a request for a report of a calibration.</summary>
    /// <exception cref="PerfGateException">PG1009: there is no such format.</exception>
    public static ReportRequest ParseOfCalibration(string text) => Parse(text, OfCalibrations);

    /// <summary>
    /// The reports that are written: those that were asked for, the console's unless another takes standard output, and the CI system's where the console's is alone there, unless
    /// that format was asked for.
    /// </summary>
    /// <param name="requests">What was asked for.</param>
    /// <param name="ci">The format that a CI system reads from standard output, or null.</param>
    public static IReadOnlyList<ReportRequest> Complete(IEnumerable<ReportRequest> requests, string? ci)
    {
        var reports = requests.ToList();
        if (reports.TrueForAll(report => report.Path is not null))
        {
            reports.Insert(0, new ReportRequest("console", null));
        }

        if (ci is not null && reports.TrueForAll(report => report.Format != ci && (report.Path is not null || report.Format == "console")))
        {
            reports.Add(new ReportRequest(ci, null));
        }

        return reports;
    }

    /// <summary>Writes the report to its file, or to standard output.</summary>
    /// <exception cref="PerfGateException">PG1008: it could not be written.</exception>
    public void Write(GateResult result, ConsoleReport console) =>
        Write(() => console.Write(result, Console.Out, useColor: null), () => Render(result, console));

    /// <summary>Writes a report of something else.</summary>
    /// <param name="show">Writes the console's report to standard output.</param>
    /// <param name="render">The report's text, of any format.</param>
    /// <exception cref="PerfGateException">PG1008: it could not be written.</exception>
    public void Write(Action show, Func<string> render)
    {
        if (Path is null)
        {
            WriteOut(show, render);
        }
        else
        {
            var text = render();
            RefuseOverwriting(Path);
            AtomicFile.Write(Path, text, DiagnosticCode.PG1008);
        }
    }

    // A slip in a path must not cost a baseline.
    private static void RefuseOverwriting(string path)
    {
        if (ConfigFile.IsOne(path) || StoredFile.IsOne(path))
        {
            throw new PerfGateException(
                DiagnosticCode.PG1008, $"'{path}' was not overwritten by a report: it is {(ConfigFile.IsOne(path) ? "a configuration" : "a baseline or a run")}", null, "Give the report another path");
        }
    }

    private void WriteOut(Action show, Func<string> render)
    {
        try
        {
            if (Format == "console")
            {
                show();
            }
            else
            {
                Console.Out.Write(render());
            }
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG1008, "standard output could not be written", DiskErrors.Text(e),
                    $"Write the report to a file: --report {Format}=PATH"),
                e);
        }
    }

    private string Render(GateResult result, ConsoleReport console)
    {
        if (ReportFormats.All.TryGetValue(Format, out var render))
        {
            return render(result);
        }

        using var writer = new StringWriter();
        console.Write(result, writer, useColor: false);
        return writer.ToString();
    }

    private static ReportRequest Parse(string text, string[] formats)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var format = equals < 0 ? text : text[..equals];
        var path = equals < 0 ? null : text[(equals + 1)..];
        return !formats.Contains(format)
            ? throw new PerfGateException(DiagnosticCode.PG1009, $"there is no report format '{format}'", null, $"Use one of {string.Join(", ", formats)}")
            : path is ""
                ? throw new PerfGateException(DiagnosticCode.PG1009, $"'{text}' names no file", null, $"Write {format}=PATH, or {format} alone for standard output")
                : new ReportRequest(format, path);
    }
}
