using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Readers;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;

namespace PerfGate.Tool.Storage;

/// <summary>One side of <c>compare</c>, or what a study is made of: a run file, a baseline, a file of results (see <see cref="ReportFile"/>), or a folder of them.</summary>
internal static class ResultInput
{
    /// <summary>Reads a side. What failed there, or cannot be read, is part of it.</summary>
    /// <exception cref="PerfGateException">
    /// PG1007: there is no such path. PG2xxx, PG3xxx: nothing of it can be used; see <see cref="ReportFile"/> and
    /// <see cref="MeasurementsReader"/>.
    /// </exception>
    public static Baseline ReadBase(string path, IReadOnlyCollection<Metric> counters)
    {
        try
        {
            var runs = Read(path, counters);
            return runs.Any(run => !run.Measured.IsEmpty) ? new Baseline(runs.Select(OfBase))
                : runs.SelectMany(run => run.Failures).FirstOrDefault() is { } failure ? throw new PerfGateException(failure.Diagnostic)
                : throw new PerfGateException(DiagnosticCode.PG2002, $"'{path}' holds no benchmarks", null, "Give a file or folder with results: `dotnet perfgate run --output FILE` writes one");
        }
        catch (PerfGateException e) when (e.Diagnostic.Code.ToExitCode() == ExitCode.SuiteFailed)
        {
            throw new PerfGateException(OfBase(e.Diagnostic, "the base of the comparison cannot be used"), e);
        }
    }

    /// <summary>Reads the candidate's side: of each suite, the newest session.</summary>
    /// <exception cref="PerfGateException">As <see cref="ReadBase"/>, but with codes of the 2000s.</exception>
    public static IReadOnlyList<SuiteRun> ReadCandidate(string path, IReadOnlyCollection<Metric> counters)
    {
        try
        {
            return [.. Read(path, counters).GroupBy(run => run.Suite).Select(sessions => sessions.Last())];
        }
        catch (PerfGateException e) when (e.Diagnostic.Code is DiagnosticCode.PG3002 or DiagnosticCode.PG3003 or DiagnosticCode.PG3022)
        {
            throw new PerfGateException(e.Diagnostic with { Code = DiagnosticCode.PG2009 }, e);
        }
    }

    /// <summary>Reads all sessions that a file or folder holds.</summary>
    /// <exception cref="PerfGateException">As <see cref="ReadCandidate"/>.</exception>
    public static IReadOnlyList<SuiteRun> ReadAll(string path, IReadOnlyCollection<Metric> counters)
    {
        try
        {
            return Read(path, counters);
        }
        catch (PerfGateException e) when (e.Diagnostic.Code is DiagnosticCode.PG3002 or DiagnosticCode.PG3003 or DiagnosticCode.PG3022)
        {
            throw new PerfGateException(e.Diagnostic with { Code = DiagnosticCode.PG2009 }, e);
        }
    }

    // What is unreadable in the base is the base's fault.
    private static SuiteRun OfBase(SuiteRun run) => new SuiteRun(run.Suite, run.Environment, run.Measured, run.Failures, run.Provenance)
        .WithNotes(run.Notes.Select(note => note.Severity == Severity.Error ? OfBase(note, "a part of the base cannot be used") : note));

    private static Diagnostic OfBase(Diagnostic diagnostic, string fact) =>
        diagnostic with { Code = DiagnosticCode.PG3005, Fact = $"{fact}: {diagnostic.Fact} ({diagnostic.Code})" };

    private static IReadOnlyList<SuiteRun> Read(string path, IReadOnlyCollection<Metric> counters)
    {
        try
        {
            return File.Exists(path) ? ReadFile(path, counters)
                : Directory.Exists(path) ? ReportFolder.Read(path, counters)
                : throw new PerfGateException(
                    DiagnosticCode.PG1007, $"'{path}' does not exist", null, "Give a run file, a file of results, or a folder of them");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PerfGateException(Diagnostic.Error(
                DiagnosticCode.PG2009, $"'{path}' cannot be read", e.Message.ReplaceLineEndings(" "), InputFile.LookAtIt), e);
        }
    }

    private static IReadOnlyList<SuiteRun> ReadFile(string path, IReadOnlyCollection<Metric> counters)
    {
        var bytes = InputFile.Read(path);
        return MeasurementsReader.Recognises(bytes)
            ? MeasurementsReader.Read(path, bytes).Sessions
            : [FoundReports.Merge(path, [ReportFile.Read(path, bytes, counters)])];
    }
}
