using System.Diagnostics;
using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Readers.Hyperfine;
using PerfGate.Readers.Plain;
using PerfGate.Results;
using PerfGate.Tool.Machines;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>One side that is being measured by a command: each start is a launch, whatever the command measures in it.</summary>
internal sealed class CommandSession : ISuiteSession
{
    private const string SeeLog = "See the suite's log: --artifacts FOLDER keeps it";
    private readonly MeasurePlan _plan;
    private readonly IReadOnlyList<Glob> _filters;
    private readonly ArtifactsFolder _artifacts;
    private readonly TextWriter? _suiteLog;
    private readonly List<Report> _reports = [];
    private readonly List<BenchmarkFailure> _failures = [];

    private TimeSpan _longest;

    private CommandSession(MeasurePlan plan, Action<Diagnostic> warn, TextWriter? suiteLog)
    {
        _plan = plan;
        _filters = [.. plan.Filters.Select(filter => new Glob(filter))];
        _artifacts = new ArtifactsFolder(plan.Artifacts, plan.Suite.Name, warn);
        _suiteLog = suiteLog;
    }

    /// <inheritdoc/>
    public bool HasFailed => _failures.Count > 0;

    /// <summary>Builds a suite.</summary>
    /// <param name="plan">What to measure, of a suite that is a command.</param>
    /// <param name="warn">Told what went wrong without spoiling what is measured.</param>
    /// <param name="suiteLog">Where the suite's own output goes too, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">PG1007: there is no such program. PG2001: it does not build.</exception>
    public static async Task<CommandSession> OpenAsync(MeasurePlan plan, Action<Diagnostic> warn, TextWriter? suiteLog, CancellationToken cancellation)
    {
        if (plan.Build)
        {
            await CommandProgram.BuildAsync(plan.Suite, plan.Root, cancellation);
        }

        return new CommandSession(plan, warn, suiteLog);
    }

    /// <inheritdoc/>
    public async Task StartAsync(
        int launchesInside, IReadOnlySet<BenchmarkId>? only, Action<double> onProgress, CancellationToken cancellation)
    {
        var folder = _artifacts.ForLaunch(_reports.Count);
        var output = Path.Combine(folder, "results.jsonl");
        var filters = only is null ? _plan.Filters : [.. MeasuredBefore(only).Select(m => m.Id.FullName).Distinct()];
        string tail;
        var clock = Stopwatch.StartNew();
        await using (var log = File.CreateText(Path.Combine(folder, "suite.log")))
        {
            tail = await CommandProgram.StartAsync(_plan, filters, output, OnLine, LaunchLimit.OfSilent(_plan.LaunchTimeout, _longest), cancellation);
            void OnLine(string line)
            {
                log.WriteLine(line);
                // To a CI system, a line may be a command.
                _suiteLog?.WriteLine(PlainText.OneLine(line));
            }
        }

        _longest = new[] { _longest, clock.Elapsed }.Max();
        var report = Chosen(Read(output, tail), only);
        _failures.AddRange(report.Cases.Where(c => c.Failure is not null).Select(c => new BenchmarkFailure(c.Id, c.Failure!)));
        _failures.AddRange(DifferencesFromBefore(report, only));
        _reports.Add(report);
        onProgress(1);
    }

    /// <inheritdoc/>
    public SuiteRun ToRun()
    {
        var merged = ReportMerger.Merge(_plan.Suite.Name, _reports);
        return new SuiteRun(
            _plan.Suite.Name, HostFacts.Complete(merged.Environment), merged.Measured, _failures.DistinctBy(f => f.Id));
    }

    /// <inheritdoc/>
    public void Dispose() => _artifacts.Dispose();

    private Report Read(string output, string tail)
    {
        var bytes = File.Exists(output) ? InputFile.ReadMeasured(output) : [];
        if (bytes.Length == 0)
        {
            throw new PerfGateException(
                DiagnosticCode.PG2002, $"nothing ran: suite '{_plan.Suite.Name}' wrote no results", tail.Length > 0 ? tail : null,
                "Let the command write them to the path in PERFGATE_OUTPUT, or in the place of {output}");
        }

        var source = $"results of launch {_reports.Count + 1}";
        return HyperfineReader.Recognises(bytes) ? HyperfineReader.Read(source, bytes) : PlainReader.Read(source, bytes);
    }

    // What a start measures shares its memory layout and its moment: however many launches it says it made, they are iterations of one.
    private Report Chosen(Report report, IReadOnlySet<BenchmarkId>? only)
    {
        var chosen = report.Cases
            .Where(c => _filters.Any(glob => glob.Matches(c.Id)) && (only is null || only.Contains(_plan.NameNow(c.Id))))
            .Select(c => c with { Measured = [.. c.Measured.Select(m => m with { Sample = new Sample([new Launch([.. m.Sample.Launches.SelectMany(l => l.Iterations)])]) })] });
        var result = report with { Cases = [.. chosen] };
        return result.Cases.IsEmpty && _reports.Count == 0
            ? throw new PerfGateException(
                DiagnosticCode.PG2002, $"nothing to judge: suite '{_plan.Suite.Name}' measured no benchmark that matches {string.Join(' ', _plan.Filters)}",
                $"it measured {Format.Some([.. report.Cases.Select(c => c.Id)])}", "Correct the filter")
            : result;
    }

    private IEnumerable<Measured> MeasuredBefore(IReadOnlySet<BenchmarkId>? only) => _reports.Take(1).SelectMany(r => r.Cases).SelectMany(c => c.Measured)
        .Where(m => only is null || only.Contains(_plan.NameNow(m.Id)));

    private IEnumerable<BenchmarkFailure> DifferencesFromBefore(Report report, IReadOnlySet<BenchmarkId>? only)
    {
        if (_reports.Count == 0)
        {
            yield break;
        }

        var before = MeasuredBefore(only).Select(m => (m.Id, m.Metric.Name)).ToHashSet();
        var now = report.Cases.SelectMany(c => c.Measured).Select(m => (m.Id, m.Metric.Name)).ToHashSet();
        var failed = report.Cases.Where(c => c.Failure is not null).Select(c => c.Id).ToHashSet();
        foreach (var (id, metric) in before.Except(now).Where(lost => !failed.Contains(lost.Id)))
        {
            yield return Lost(id, metric, $"launch {_reports.Count + 1} did not, the first one did");
        }

        foreach (var (id, metric) in now.Except(before))
        {
            yield return Lost(id, metric, $"the first launch did not, launch {_reports.Count + 1} did");
        }
    }

    private static BenchmarkFailure Lost(BenchmarkId id, string metric, string evidence) =>
        new(id, Diagnostic.Error(DiagnosticCode.PG2004, $"'{id}' was not measured by every launch", $"{metric}: {evidence}", SeeLog));
}
