using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Readers.BenchmarkDotNet;
using PerfGate.Results;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>One side that is being measured: a built suite that is started again and again, and what it wrote so far.</summary>
internal sealed class SuiteSession : ISuiteSession
{
    private readonly MeasurePlan _plan;
    private readonly SuiteProgram _program;
    private readonly SuiteListing _listing;
    private readonly IReadOnlyList<IReadOnlyList<string>> _parts;
    private readonly ArtifactsFolder _artifacts;
    private readonly List<Report> _reports = [];
    private readonly List<BenchmarkFailure> _failures = [];
    private IReadOnlyCollection<string> _listed;
    private SuiteOutput? _first;
    private int _starts;

    private SuiteSession(
        MeasurePlan plan, SuiteProgram program, SuiteListing listing, IReadOnlyList<IReadOnlyList<string>> parts, IReadOnlyCollection<string> listed,
        string? harness, Action<Diagnostic> warn)
    {
        (_plan, _program, _listing, _parts, _listed) = (plan, program, listing, parts, listed);
        Harness = harness;
        _artifacts = new ArtifactsFolder(plan.Artifacts, plan.Suite.Name, warn);
    }

    /// <inheritdoc/>
    public bool HasFailed => _failures.Count > 0;

    /// <summary>The version of BenchmarkDotNet that measures; null if the program does not say.</summary>
    public string? Harness { get; }

    /// <summary>Builds a suite and asks what it has.</summary>
    /// <param name="plan">What to measure.</param>
    /// <param name="warn">Told what went wrong without spoiling what is measured.</param>
    /// <param name="suiteLog">Where the suite's own output goes too, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="PerfGateException">It cannot be measured; codes of the 1000s and 2000s.</exception>
    public static async Task<SuiteSession> OpenAsync(MeasurePlan plan, Action<Diagnostic> warn, TextWriter? suiteLog, CancellationToken cancellation)
    {
        var built = await BuildAsync(plan, cancellation);
        built = await Measuring.Harness.AlignAsync(built, plan, cancellation);
        var listing = new SuiteListing(built, plan.Suite.Name, plan.LaunchTimeout);
        var (parts, listed) = (new List<IReadOnlyList<string>>(), new HashSet<string>());
        foreach (var part in CommandLines.Of(plan.Filters))
        {
            var methods = await listing.ListAsync(part, cancellation);
            listed.UnionWith(methods);
            if (methods.Count > 0)
            {
                parts.Add(part);
            }
        }

        return parts.Count > 0
            ? new SuiteSession(plan, new SuiteProgram(plan, built, suiteLog), listing, parts, listed, Measuring.Harness.VersionOf(built), warn)
            : throw NothingListed(plan, built);
    }

    /// <summary>Builds a suite and asks what it has: the full names of its methods, as it lists them, in ordinal order.</summary>
    /// <exception cref="PerfGateException">It cannot be measured, or has none; codes of the 1000s and 2000s.</exception>
    public static async Task<IReadOnlyList<string>> ListAsync(MeasurePlan plan, CancellationToken cancellation)
    {
        var built = await BuildAsync(plan, cancellation);
        var listed = await new SuiteListing(built, plan.Suite.Name, plan.LaunchTimeout).ListBenchmarksAsync(CommandLines.Of(plan.Filters), cancellation);
        return listed.Count > 0 ? listed : throw NothingListed(plan, built);
    }

    /// <summary>Starts the suite once, or once for each command line that its filters take, and takes in what it wrote.</summary>
    /// <param name="launchesInside">How many launches BenchmarkDotNet makes of this start.</param>
    /// <param name="only">The benchmarks to run of those that ran before, by the names of the working tree; null for all.</param>
    /// <param name="onProgress">Called with the share of this start that is done, in [0, 1].</param>
    /// <param name="cancellation">Kills the suite.</param>
    /// <exception cref="PerfGateException">
    /// PG2012 it crashed; PG2070 it did not end; PG2002, PG2005 it ran nothing; what <see cref="ReportReader"/> throws.
    /// </exception>
    public async Task StartAsync(
        int launchesInside, IReadOnlySet<BenchmarkId>? only, Action<double> onProgress, CancellationToken cancellation)
    {
        var folder = _artifacts.ForLaunch(_starts++);
        var before = _reports.SelectMany(r => r.Cases).Select(c => c.Id).ToHashSet();
        var expected = only is null ? before : before.Where(id => only.Contains(_plan.NameNow(id))).ToHashSet();
        var parts = only is null ? _parts : CommandLines.Of([.. expected.Select(id => id.FullName).Distinct()]);
        var output = new SuiteOutput();
        foreach (var (i, part) in parts.Index())
        {
            await _program.StartAsync(FolderOf(folder, i), part, launchesInside, _listed, output, share => onProgress((i + share) / parts.Count), cancellation);
        }

        var written = Read([.. parts.Select((_, i) => FolderOf(folder, i))], output);
        if (only is null)
        {
            _listed = await WithoutWhatMainSaysAsync(written, cancellation);
        }

        var listed = only is null ? _listed : [.. expected.Select(id => id.MethodName).Distinct()];
        _failures.AddRange(LaunchCheck.Failures(written, output, MethodNames.Unmeasured(listed, MethodsOf(written)), expected, launchesInside));
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

    private static async Task<BuiltSuite> BuildAsync(MeasurePlan plan, CancellationToken cancellation) => plan.Assembly is { } assembly
        ? SuiteBuilder.Take(assembly, plan.Suite, plan.Root)
        : await SuiteBuilder.BuildAsync(plan.Suite, plan.Root, plan.Build, cancellation);

    private static PerfGateException NothingListed(MeasurePlan plan, BuiltSuite built) => new(
        DiagnosticCode.PG2002, $"nothing to run: suite '{plan.Suite.Name}' has no benchmark that matches {Format.Some(plan.Filters)}", null,
        $"See what there is: `dotnet run -c Release --project {built.ProjectFolder} -- --list flat`");

    private static string FolderOf(string launch, int part) =>
        part == 0 ? launch : Directory.CreateDirectory(Path.Combine(launch, $"part-{part + 1}")).FullName;

    private static IEnumerable<string> MethodsOf(IEnumerable<Report> reports) => reports.SelectMany(r => r.Cases).Select(c => c.Id.MethodName);

    // Only where something was not measured: then it either failed, or never was a benchmark.
    private async Task<IReadOnlyCollection<string>> WithoutWhatMainSaysAsync(IReadOnlyList<Report> written, CancellationToken cancellation)
    {
        var unmeasured = MethodNames.Unmeasured(_listed, MethodsOf(written));
        return unmeasured.Count == 0 ? _listed : [.. _listed.Except(unmeasured), .. await _listing.ConfirmAsync(unmeasured, _parts, cancellation)];
    }

    private IReadOnlyList<Report> Read(IReadOnlyList<string> folders, SuiteOutput output)
    {
        List<string> files =
        [
            .. folders.Select(folder => Path.Combine(folder, "results")).Where(Directory.Exists)
                .SelectMany(results => Directory.GetFiles(results, "*-report-full-compressed.json").Order(StringComparer.Ordinal)),
        ];
        if (files.Count == 0)
        {
            throw NothingWritten(output);
        }

        var reports = files.Select(file => ReportReader.Read(Path.GetFileName(file), InputFile.ReadMeasured(file), _plan.Counters)).ToList();
        var written = reports.Sum(report => report.Cases.Length);
        return written >= output.Announced
            ? folders.Count == 1 ? reports : EachOnce(reports)
            : throw new PerfGateException(
                DiagnosticCode.PG2004, $"suite '{_plan.Suite.Name}' announced {output.Announced} benchmarks and wrote {written}", output.Tail, SuiteProgram.RunByHand);
    }

    // The filters of two command lines may choose the same benchmark; a launch measures it once.
    private static List<Report> EachOnce(List<Report> reports)
    {
        var seen = new HashSet<BenchmarkId>();
        return [.. reports.Select(report => report with { Cases = [.. report.Cases.Where(c => seen.Add(c.Id))] })];
    }

    private PerfGateException NothingWritten(SuiteOutput output) => output.IsNotOptimized
        ? new PerfGateException(
            DiagnosticCode.PG2005, $"suite '{_plan.Suite.Name}' is a Debug build", "BenchmarkDotNet says that it is non-optimized",
            "Let its Release configuration optimise: times without optimisation say nothing about the program that is shipped")
        : new PerfGateException(DiagnosticCode.PG2002, $"nothing ran: suite '{_plan.Suite.Name}' wrote no results", output.Tail, SuiteProgram.RunByHand);
}
