using PerfGate.Configuration;
using PerfGate.Diagnostics;
using PerfGate.Results;
using PerfGate.Results.BenchmarkDotNet;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Measuring;

/// <summary>Measures a suite: builds it, asks what it has, starts it launch after launch, and reads what it wrote.</summary>
internal sealed class SuiteRunner(ProgressLine progress, TextWriter? suiteLog)
{
    /// <summary>Measures a suite. It stops at the first launch in which something failed.</summary>
    /// <returns>What was measured, with what failed.</returns>
    /// <exception cref="PerfGateException">Nothing could be measured at all; codes of the 1000s and 2000s.</exception>
    public async Task<SuiteRun> RunAsync(MeasurePlan plan, CancellationToken cancellation)
    {
        progress.Say(plan.Build ? $"building {plan.Suite.Name}" : $"taking {plan.Suite.Name} as it was built");
        var built = await SuiteBuilder.BuildAsync(plan.Suite, plan.Root, plan.Build, cancellation);
        var listed = await SuiteListing.ListAsync(built, plan.Suite.Name, plan.Filters, cancellation);
        try
        {
            using var artifacts = new ArtifactsFolder(plan.Artifacts, plan.Suite.Name);
            progress.StartMeasuring();
            return await MeasureAsync(plan, built, listed, artifacts, cancellation);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    DiagnosticCode.PG1008, $"the log and results of suite '{plan.Suite.Name}' could not be kept",
                    $"{plan.Artifacts ?? Path.GetTempPath()}: {DiskErrors.Text(e)}", "Make room, or name another folder with --artifacts"),
                e);
        }
    }

    private async Task<SuiteRun> MeasureAsync(
        MeasurePlan plan, BuiltSuite built, IReadOnlyList<string> listed, ArtifactsFolder artifacts, CancellationToken cancellation)
    {
        // BenchmarkDotNet's own toolchain builds for nine seconds before it measures, so there one start makes all launches.
        var isInProcess = plan.Suite.Isolation == Isolation.InProcess;
        var (starts, launchesInside) = isInProcess ? (plan.Launches, 1) : (1, plan.Launches);
        var reports = new List<Report>();
        var failures = new List<BenchmarkFailure>();
        var environment = default(SuiteOutput);
        for (var start = 0; start < starts && failures.Count == 0; start++)
        {
            var folder = artifacts.ForLaunch(start);
            var output = await StartAsync(plan, built, folder, start, starts, launchesInside, cancellation);
            var written = Read(plan, folder, output);
            var expected = reports.SelectMany(r => r.Cases).Select(c => c.Id).ToHashSet();
            failures.AddRange(LaunchCheck.Failures(written, output, listed, expected, launchesInside));
            reports.AddRange(written);
            environment ??= output;
        }

        progress.Clear();
        var merged = ReportMerger.Merge(plan.Suite.Name, reports);
        return new SuiteRun(
            plan.Suite.Name,
            merged.Environment with { GcMode = environment!.GcMode, Intrinsics = environment.Intrinsics },
            merged.Measured,
            failures.DistinctBy(f => f.Id));
    }

    private async Task<SuiteOutput> StartAsync(
        MeasurePlan plan, BuiltSuite built, string folder, int start, int starts, int launchesInside, CancellationToken cancellation)
    {
        var output = new SuiteOutput();
        await using var log = File.CreateText(Path.Combine(folder, "suite.log"));
        var label = starts > 1 ? $"{plan.Suite.Name}: launch {start + 1} of {starts}" : plan.Suite.Name;
        void OnLine(string line)
        {
            log.WriteLine(line);
            suiteLog?.WriteLine(line);
            if (output.Read(line))
            {
                var inside = output.Done / (double)Math.Max(output.Announced, 1);
                progress.Report(label, (start + inside) / starts, isStep: output.Done == output.Announced || starts == 1);
            }
        }

        var exitCode = await ChildProcess.RunAsync(
            ChildProcess.DotNetHost, Arguments(plan, built, folder, launchesInside), built.ProjectFolder, OnLine, cancellation);
        return exitCode == 0
            ? output
            : throw new PerfGateException(
                DiagnosticCode.PG2012, $"suite '{plan.Suite.Name}' crashed (exit code {exitCode})", output.Tail,
                "Run it by hand; --artifacts FOLDER keeps the whole log");
    }

    private static IEnumerable<string> Arguments(MeasurePlan plan, BuiltSuite built, string folder, int launchesInside) =>
    [
        built.Assembly,
        "--filter", .. plan.Filters,
        "--exporters", "json",
        "--memory",
        "--artifacts", folder,
        .. plan.Suite.Isolation == Isolation.InProcess ? ["--inProcess"] : (string[])["--launchCount", $"{launchesInside}"],
        .. plan.Suite.Arguments,
    ];

    private static IReadOnlyList<Report> Read(MeasurePlan plan, string folder, SuiteOutput output)
    {
        var results = Path.Combine(folder, "results");
        var files = Directory.Exists(results)
            ? Directory.GetFiles(results, "*-report-full-compressed.json").Order(StringComparer.Ordinal).ToList()
            : [];
        if (files.Count == 0)
        {
            throw output.IsNotOptimized
                ? new PerfGateException(
                    DiagnosticCode.PG2005, $"suite '{plan.Suite.Name}' is a Debug build", "BenchmarkDotNet says that it is non-optimized",
                    "Let its Release configuration optimise: times without optimisation say nothing about the program that is shipped")
                : new PerfGateException(
                    DiagnosticCode.PG2002, $"nothing ran: suite '{plan.Suite.Name}' wrote no results", output.Tail,
                    "Run it by hand; --artifacts FOLDER keeps the whole log");
        }

        var reports = files.Select(file => ReportReader.Read(Path.GetFileName(file), File.ReadAllBytes(file), plan.Counters)).ToList();
        var written = reports.Sum(report => report.Cases.Length);
        return written >= output.Announced
            ? reports
            : throw new PerfGateException(
                DiagnosticCode.PG2004, $"suite '{plan.Suite.Name}' announced {output.Announced} benchmarks and wrote {written}", output.Tail,
                "Run it by hand; --artifacts FOLDER keeps the whole log");
    }
}
