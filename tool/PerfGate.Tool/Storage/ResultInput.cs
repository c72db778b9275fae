using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Results;
using PerfGate.Results.BenchmarkDotNet;

namespace PerfGate.Tool.Storage;

/// <summary>One side of <c>compare</c>, or what a study is made of: a run file, a baseline, a BenchmarkDotNet JSON file, or a folder of them.</summary>
internal static class ResultInput
{
    /// <summary>Reads a side.</summary>
    /// <exception cref="PerfGateException">
    /// PG1007: there is no such path. PG2xxx, PG3xxx: it cannot be used; see <see cref="ReportReader"/> and
    /// <see cref="MeasurementsReader"/>.
    /// </exception>
    public static Baseline ReadBase(string path, IReadOnlyCollection<Metric> counters)
    {
        try
        {
            var run = Read(path, counters);
            return run.FirstOrDefault(r => !r.Failures.IsEmpty) is { } failed ? throw new PerfGateException(failed.Failures[0].Diagnostic)
                : run.All(r => r.Measured.IsEmpty) ? throw new PerfGateException(DiagnosticCode.PG2002, $"'{path}' holds no benchmarks")
                : new Baseline(run);
        }
        catch (PerfGateException e) when (e.Diagnostic.Code.ToExitCode() == ExitCode.SuiteFailed)
        {
            throw new PerfGateException(
                e.Diagnostic with { Code = DiagnosticCode.PG3005, Fact = $"the base of the comparison cannot be used: {e.Diagnostic.Fact} ({e.Diagnostic.Code})" }, e);
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
        catch (PerfGateException e) when (e.Diagnostic.Code is DiagnosticCode.PG3002 or DiagnosticCode.PG3003)
        {
            throw new PerfGateException(e.Diagnostic with { Code = DiagnosticCode.PG2009 }, e);
        }
    }

    private static IReadOnlyList<SuiteRun> Read(string path, IReadOnlyCollection<Metric> counters)
    {
        try
        {
            return File.Exists(path) ? ReadFile(path, counters)
                : Directory.Exists(path) ? [ReadFolder(path, counters)]
                : throw new PerfGateException(
                    DiagnosticCode.PG1007, $"'{path}' does not exist", null, "Give a run file, a BenchmarkDotNet JSON file, or a folder of them");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PerfGateException(Diagnostic.Error(
                DiagnosticCode.PG2009, $"'{path}' cannot be read", e.Message.ReplaceLineEndings(" ")), e);
        }
    }

    private static IReadOnlyList<SuiteRun> ReadFile(string path, IReadOnlyCollection<Metric> counters)
    {
        var bytes = File.ReadAllBytes(path);
        return MeasurementsReader.Recognises(bytes)
            ? MeasurementsReader.Read(path, bytes).Sessions
            : [ReportMerger.Merge("", [ReportReader.Read(path, bytes, counters)])];
    }

    private static SuiteRun ReadFolder(string folder, IReadOnlyCollection<Metric> counters)
    {
        var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return files.Count == 0
            ? throw new PerfGateException(
                DiagnosticCode.PG2011, $"'{folder}' holds no JSON files", null,
                "Export with `--exporters json`; BenchmarkDotNet writes to BenchmarkDotNet.Artifacts/results")
            : ReportMerger.Merge("", ReadReports(files, counters));
    }

    private static IReadOnlyList<Report> ReadReports(IReadOnlyList<string> files, IReadOnlyCollection<Metric> counters)
    {
        var reports = new Report[files.Count];
        try
        {
            Parallel.For(0, files.Count, i => reports[i] = ReportReader.Read(files[i], File.ReadAllBytes(files[i]), counters));
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<PerfGateException>().FirstOrDefault() is { } first)
        {
            throw new PerfGateException(first.Diagnostic, e);
        }

        return reports;
    }
}
