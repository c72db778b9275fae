using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Readers;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>
/// Reads a folder of BenchmarkDotNet's reports, or of run files of PerfGate's own, and of whatever else stands there. One bad file does not spoil the rest: a report that cannot
/// be read is an error beside what is judged, and JSON of others is passed over and named.
/// </summary>
internal static class ReportFolder
{
    /// <summary>The folder as one run, of run files as one of each suite; with <see cref="SuiteRun.Notes"/> about its files.</summary>
    /// <exception cref="PerfGateException">PG2011: there is no JSON file. PG2xxx: none can be used, or they are of several environments.</exception>
    public static IReadOnlyList<SuiteRun> Read(string folder, IReadOnlyCollection<Metric> counters)
    {
        var files = ReportFile.Patterns.SelectMany(pattern => Directory.GetFiles(folder, pattern, SearchOption.AllDirectories)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2011, $"'{folder}' holds no JSON files", null,
                "Export with `--exporters json`; BenchmarkDotNet writes to BenchmarkDotNet.Artifacts/results");
        }

        var read = new FileInFolder[files.Count];
        Parallel.For(0, files.Count, i => read[i] = ReadFile(files[i], counters));
        var reports = read.Select(file => file.Report).OfType<Report>().ToList();
        var runs = read.Where(file => file.Runs is not null).Select(file => (file.Path, file.Runs!)).ToList();
        Diagnostic[] notes = [.. PassedOver(folder, read), .. read.Where(file => !file.IsForeign).Select(file => file.Error).OfType<Diagnostic>()];
        return reports.Count > 0 ? [FoundReports.Merge(folder, reports).WithNotes([.. notes, .. runs.Select(run => AmongReports(run.Path))])]
            : runs.Count == 0 ? throw new PerfGateException((Array.Find(read, file => !file.IsForeign) ?? read[0]).Error!)
            : FoundRuns.Merge(folder, runs) is [.. var others, var last] ? [.. others, last.WithNotes(notes)] : [];
    }

    private static FileInFolder ReadFile(string path, IReadOnlyCollection<Metric> counters)
    {
        byte[] bytes = [];
        try
        {
            bytes = InputFile.Read(path);
            return MeasurementsReader.Recognises(bytes)
                ? new FileInFolder(path, null, null) { Runs = MeasurementsReader.Read(path, bytes) }
                : new FileInFolder(path, ReportFile.Read(path, bytes, counters), null);
        }
        catch (PerfGateException e)
        {
            // It is not the store's file that is corrupt.
            return new FileInFolder(path, null, e.Diagnostic.Code.ToExitCode() == ExitCode.BaselineUnusable ? e.Diagnostic with { Code = DiagnosticCode.PG2009 } : e.Diagnostic) { IsForeign = ReportFile.IsForeign(path, bytes) };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileInFolder(path, null, Diagnostic.Error(DiagnosticCode.PG2009, $"'{path}' cannot be read", DiskErrors.Text(e)));
        }
    }

    private static Diagnostic AmongReports(string path) => Diagnostic.Error(
        DiagnosticCode.PG2010, $"'{path}' is a run file or a baseline of PerfGate among reports of BenchmarkDotNet", null, "Compare it by itself: name the file");

    private static IEnumerable<Diagnostic> PassedOver(string folder, IEnumerable<FileInFolder> read)
    {
        var foreign = read.Where(file => file.IsForeign).Select(file => Path.GetRelativePath(folder, file.Path)).ToList();
        return foreign.Count == 0 ? [] : [new Diagnostic(
            DiagnosticCode.PG2050, Severity.Note, $"'{folder}': {Format.Count(foreign.Count, "file")} passed over, as no report of BenchmarkDotNet", Format.Some(foreign))];
    }

    private sealed record FileInFolder(string Path, Report? Report, Diagnostic? Error)
    {
        public bool IsForeign { get; init; }

        public Baseline? Runs { get; init; }
    }
}
