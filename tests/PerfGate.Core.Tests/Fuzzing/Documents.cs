using System.Text.RegularExpressions;
using PerfGate.Baselines;
using PerfGate.Core.Tests.Calibrating;
using PerfGate.Core.Tests.Configuration;
using PerfGate.Core.Tests.Explaining;
using PerfGate.Core.Tests.Histories;
using PerfGate.Core.Tests.Reporting;
using PerfGate.Core.Tests.Statistics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Histories;
using PerfGate.Policies;
using PerfGate.Reporting.Json;
using PerfGate.Results;

namespace PerfGate.Core.Tests.Fuzzing;

/// <summary>The sound documents that are spoilt: recorded ones, and ones in which everything occurs that a format knows.</summary>
internal static class Documents
{
    private const int MostLength = 24_000;

    /// <summary>Two sessions of a suite, one of them an anchor, and one of another; time, allocation and a counter.</summary>
    public static readonly Baseline Baseline = new(
    [
        Make.AnchorAt(1, Slow("A", 1), Make.Allocated("A", 24)),
        Make.RunAt(2, Slow("A", 2), Make.Allocated("A", 24, 32), Slow("B(N: \"x|<y>\")", 3), new Measured(Make.Id("A"), Make.Kernels, Make.Sample(3, 3, 4))),
        Named("other", Make.RunAt(3, Slow("A", 4)) is var run ? run.WithProvenance(run.Provenance with { Accepted = [new AcceptedRegression(Make.Id("A"), "time", 0.1, "why", "Ada", new DateOnly(2026, 1, 2), null)] }) : run),
    ]);

    public static IReadOnlyList<string> OfBaselines { get; } =
        [.. new[] { MeasurementsWriter.Write(Baseline), MeasurementsWriter.Write(new Baseline([Make.Run(Slow("A", 1))])), Repository.Read("tests/data/study/run.json") }.Select(Unsealed), MeasurementsWriter.Write(Baseline)];

    /// <summary>Exports of all versions that were recorded.</summary>
    public static IReadOnlyList<string> OfBenchmarkDotNet { get; } =
    [
        .. ReadBelow("tests/data/field", "*.json").Where(text => text.Contains("HostEnvironmentInfo", StringComparison.Ordinal) && !text.Contains("0.10.", StringComparison.Ordinal)).Where(IsSound),
        .. ReadBelow("tests/data/exports", "*-report-full*.json").Where(IsSound),
    ];

    public static IReadOnlyList<string> OfHyperfine { get; } = [.. ReadBelow("tests/data/hyperfine", "*.json")];

    public static IReadOnlyList<string> OfPlainLines { get; } =
    [
        """
        {"benchmark": "a", "unit": "us", "values": [1, 2]}
        {"benchmark": "b", "metric": "allocated", "unit": "KB", "launch": 2, "value": 20}
        {"benchmark": "a", "unit": "ns", "values": [3]}
        {"benchmark": "b", "metric": "allocated", "unit": "B", "launch": 1, "value": 10}
        """,
        """{"benchmark": "load: p99", "metric": "rate", "unit": "1/s", "direction": "higher", "kind": "sampled", "values": [1, 2, 3], "launch": 1}""",
        string.Join('\n', Enumerable.Range(0, 40).Select(i => $$"""{"benchmark": "x{{i % 4}}", "unit": "ms", "value": {{i}}.5}""")),
    ];

    public static IReadOnlyList<string> OfResults { get; } =
    [
        JsonReport.Render(Make.Judge(Make.Run(Slow("A", 1, 1.3), Make.Allocated("A", 48), Slow("New", 2), Slow("Lazy", 3)), Make.Run(Slow("A", 2), Make.Allocated("A", 24), Slow("Lost", 3), Slow("Lazy", 3)),
            GatePolicy.Default with { Ratios = [new RatioRule("r", "Lazy", "A", IsGated: true)] })),
        JsonReport.Render(Gate.Judge([new GateInput(Make.RunAt(9, Slow("A", 5, 1.5), Make.Allocated("A", 1000)), Baseline, [])], GatePolicy.Default with
        {
            Today = new DateOnly(2026, 1, 5),
            Accepted = [new Acceptance(new Glob("*A"), "time", 0.9, "why", "Ada", new DateOnly(2026, 1, 2), new DateOnly(2026, 12, 31))],
        })),
        JsonReport.Render(Make.Judge(Make.Run(Make.Time("A", 1000), Make.Time("B", 1)), Make.Run(Make.Time("A", 1), Make.Time("B", 1)))),
        JsonReport.Render(ExplanationTests.Explained(ExplanationTests.Whole)),
        JsonReport.Render(Make.Judge(Make.Run(Slow("A", 1)), new SuiteRun("suite", Make.Elsewhere, [Slow("A", 1)]))),
    ];

    public static IReadOnlyList<string> OfConfigurations { get; } = [ConfigTests.Full, Repository.Read("perfgate.json"), Repository.Read("tests/data/study/perfgate.json")];

    public static IReadOnlyList<string> OfCalibrations { get; } = [Unsealed(CalibrationFileTests.Text), CalibrationFileTests.Text];

    public static IReadOnlyList<string> OfHistories { get; } =
    [
        HistoryFileTests.Line,
        string.Concat(Enumerable.Range(1, 12).Select(day => HistoryWriter.Line(MakeHistory.Session(day, MakeHistory.Time("A", 100 + (day % 3) + (day < 6 ? 0 : 40)), MakeHistory.Allocated("A", day < 9 ? 24 : 48))))),
    ];

    public static IReadOnlyList<string> OfJitListings { get; } = [JitOutputTests.Before, JitOutputTests.After];

    public static IReadOnlyList<string> OfEvents { get; } =
    [
        """{ "pull_request": { "number": 1, "base": { "ref": "main", "sha": "0123456789abcdef0123456789abcdef01234567" } }, "title": "x" }""",
        "\uFEFF{ \"pull_request\": { \"base\": { \"sha\": \"0123456789abcdef0123456789abcdef01234567\" } } }",
    ];

    /// <summary>Times around 100, a few of them slow.</summary>
    public static Measured Slow(string name, int seed, double factor = 1) => Make.Time(name, Draws.Even(new Random(seed), 10).Select(value => value * factor));

    // With a seal, little more would be tried than the seal.
    private static string Unsealed(string text) => Regex.Replace(text, " *\"checksum\": \"[^\"]*\",\n", "");

    private static SuiteRun Named(string suite, SuiteRun run) => new(suite, run.Environment, run.Measured, run.Failures, run.Provenance);

    private static IEnumerable<string> ReadBelow(string folder, string pattern) => Directory.EnumerateFiles(Repository.PathOf(folder), pattern, SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Where(path => new FileInfo(path).Length < MostLength)
        .Select(File.ReadAllText);

    private static bool IsSound(string document)
    {
        try
        {
            return Readings.OfReport("a-report-full.json", System.Text.Encoding.UTF8.GetBytes(document)).Measured.Length > 0;
        }
        catch (PerfGate.Diagnostics.PerfGateException)
        {
            return false;
        }
    }
}
