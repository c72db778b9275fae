using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Results;
using PerfGate.Results.BenchmarkDotNet;

namespace PerfGate.Tool.Measuring;

/// <summary>One side that is being measured: a built suite that is started again and again, and what it wrote so far.</summary>
internal sealed class SuiteSession : ISuiteSession
{
    private const string RunByHand = "Run it by hand; --artifacts FOLDER keeps the whole log";
    private readonly MeasurePlan _plan;
    private readonly BuiltSuite _built;
    private readonly IReadOnlyList<string> _listed;
    private readonly ArtifactsFolder _artifacts;
    private readonly TextWriter? _suiteLog;
    private readonly List<Report> _reports = [];
    private readonly List<BenchmarkFailure> _failures = [];
    private SuiteOutput? _first;
    private int _starts;

    private SuiteSession(MeasurePlan plan, BuiltSuite built, IReadOnlyList<string> listed, TextWriter? suiteLog)
    {
        _plan = plan;
        _built = built;
        _listed = listed;
        _artifacts = new ArtifactsFolder(plan.Artifacts, plan.Suite.Name);
        _suiteLog = suiteLog;
    }

    /// <inheritdoc/>
    public bool HasFailed => _failures.Count > 0;

    /// <summary>Builds a suite and asks what it has.</summary>
    /// <param name="plan">What to measure.</param>
    /// <param name="suiteLog">Where the suite's own output goes too, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">It cannot be measured; codes of the 1000s and 2000s.</exception>
    public static async Task<SuiteSession> OpenAsync(MeasurePlan plan, TextWriter? suiteLog, CancellationToken cancellation)
    {
        var built = plan.Assembly is { } assembly
            ? SuiteBuilder.Take(assembly, plan.Suite, plan.Root)
            : await SuiteBuilder.BuildAsync(plan.Suite, plan.Root, plan.Build, cancellation);
        var listed = await SuiteListing.ListAsync(built, plan.Suite.Name, plan.Filters, cancellation);
        return new SuiteSession(plan, built, listed, suiteLog);
    }

    /// <summary>Starts the suite once and takes in what it wrote.</summary>
    /// <param name="launchesInside">How many launches BenchmarkDotNet makes of this start.</param>
    /// <param name="only">The benchmarks to run of those that ran before, by the names of the working tree; null for all.</param>
    /// <param name="onProgress">Called with the share of this start that is done, in [0, 1].</param>
    /// <param name="cancellation">Kills the suite.</param>
    /// <exception cref="PerfGateException">PG2012 it crashed; PG2002, PG2005 it ran nothing; what <see cref="ReportReader"/> throws.</exception>
    public async Task StartAsync(
        int launchesInside, IReadOnlySet<BenchmarkId>? only, Action<double> onProgress, CancellationToken cancellation)
    {
        var folder = _artifacts.ForLaunch(_starts++);
        var before = _reports.SelectMany(r => r.Cases).Select(c => c.Id).ToHashSet();
        var expected = only is null ? before : before.Where(id => only.Contains(_plan.NameNow(id))).ToHashSet();
        var filters = only is null ? _plan.Filters : [.. expected.Select(id => id.FullName).Distinct()];
        var output = await RunAsync(folder, filters, launchesInside, onProgress, cancellation);
        var written = Read(folder, output);
        var listed = only is null ? _listed : [.. expected.Select(id => id.MethodName).Distinct()];
        _failures.AddRange(LaunchCheck.Failures(written, output, listed, expected, launchesInside));
        _reports.AddRange(written);
        _first ??= output;
    }

    /// <summary>What was measured so far, after at least one start.</summary>
    public SuiteRun ToRun()
    {
        var merged = ReportMerger.Merge(_plan.Suite.Name, _reports);
        return new SuiteRun(
            _plan.Suite.Name,
            merged.Environment with { GcMode = _first!.GcMode, Intrinsics = _first.Intrinsics },
            merged.Measured,
            _failures.DistinctBy(f => f.Id));
    }

    /// <inheritdoc/>
    public void Dispose() => _artifacts.Dispose();

    private async Task<SuiteOutput> RunAsync(
        string folder, IReadOnlyList<string> filters, int launchesInside, Action<double> onProgress, CancellationToken cancellation)
    {
        var output = new SuiteOutput();
        await using var log = File.CreateText(Path.Combine(folder, "suite.log"));
        void OnLine(string line)
        {
            log.WriteLine(line);
            _suiteLog?.WriteLine(line);
            if (output.Read(line))
            {
                onProgress(output.Done / (double)Math.Max(output.Announced, 1));
            }
        }

        var exitCode = await ChildProcess.RunAsync(
            ChildProcess.DotNetHost, Arguments(folder, filters, launchesInside), _built.ProjectFolder, OnLine, cancellation);
        return exitCode == 0
            ? output
            : throw new PerfGateException(
                DiagnosticCode.PG2012, $"suite '{_plan.Suite.Name}' crashed (exit code {exitCode})", output.Tail, RunByHand);
    }

    private IEnumerable<string> Arguments(string folder, IReadOnlyList<string> filters, int launchesInside) =>
    [
        _built.Assembly,
        "--filter", .. filters,
        "--exporters", "json",
        "--memory",
        "--artifacts", folder,
        .. _plan.Suite.Isolation == Isolation.InProcess ? ["--inProcess"] : (string[])["--launchCount", $"{launchesInside}"],
        .. _plan.Suite.Arguments,
    ];

    private IReadOnlyList<Report> Read(string folder, SuiteOutput output)
    {
        var results = Path.Combine(folder, "results");
        var files = Directory.Exists(results)
            ? Directory.GetFiles(results, "*-report-full-compressed.json").Order(StringComparer.Ordinal).ToList()
            : [];
        if (files.Count == 0)
        {
            throw NothingWritten(output);
        }

        var reports = files.Select(file => ReportReader.Read(Path.GetFileName(file), File.ReadAllBytes(file), _plan.Counters)).ToList();
        var written = reports.Sum(report => report.Cases.Length);
        return written >= output.Announced
            ? reports
            : throw new PerfGateException(
                DiagnosticCode.PG2004, $"suite '{_plan.Suite.Name}' announced {output.Announced} benchmarks and wrote {written}", output.Tail, RunByHand);
    }

    private PerfGateException NothingWritten(SuiteOutput output) => output.IsNotOptimized
        ? new PerfGateException(
            DiagnosticCode.PG2005, $"suite '{_plan.Suite.Name}' is a Debug build", "BenchmarkDotNet says that it is non-optimized",
            "Let its Release configuration optimise: times without optimisation say nothing about the program that is shipped")
        : new PerfGateException(DiagnosticCode.PG2002, $"nothing ran: suite '{_plan.Suite.Name}' wrote no results", output.Tail, RunByHand);
}
