using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;

namespace PerfGate.Core.Tests;

/// <summary>Builds what tests need, in few words.</summary>
internal static class Make
{
    public static readonly HostEnvironment Here = new("Test CPU", 2, "Debian 12", "X64", ".NET 10.0.1", "workstation", "AVX2");
    public static readonly HostEnvironment Elsewhere = Here with { Processor = "Other CPU" };
    public static readonly Metric Kernels = new("KernelsLaunched", "", MetricDirection.LowerIsBetter, MetricKind.Exact);

    public static BenchmarkId Id(string name) => BenchmarkId.Parse($"Suite.Type.{name}");

    /// <summary>One launch of one iteration for each value.</summary>
    public static Sample Sample(params IEnumerable<double> values) => new([.. values.Select(value => new Launch([value]))]);

    public static Measured Time(string name, params IEnumerable<double> values) => new(Id(name), Metric.Time, Sample(values));

    public static Measured Allocated(string name, params IEnumerable<double> values) => new(Id(name), Metric.Allocated, Sample(values));

    public static SuiteRun Run(params IEnumerable<Measured> measured) => new("suite", Here, measured);

    public static SuiteRun RunAt(int day, params IEnumerable<Measured> measured) => Run(measured).WithProvenance(
        new RunProvenance(new CommitInfo($"{day:00}abcdef", false), new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero), "1.0"));

    /// <summary>The same, kept as the anchor of a release.</summary>
    public static SuiteRun AnchorAt(int day, params IEnumerable<Measured> measured) =>
        RunAt(day, measured) is var run ? run.WithProvenance(run.Provenance with { Anchor = "v1" }) : run;

    public static GateResult Judge(SuiteRun candidate, SuiteRun baseline, GatePolicy? policy = null) =>
        Gate.Judge([new GateInput(candidate, new Baseline([baseline]), [])], policy ?? GatePolicy.Default);

    /// <summary>What the gate says at a look of a plan.</summary>
    public static GateResult JudgeAtLook(SuiteRun candidate, Baseline baseline, int planned, GatePolicy? policy = null) => Gate.Judge(
        [new GateInput(candidate, baseline, []) { Looks = PerfGate.Statistics.Looks.Before(planned) }], policy ?? GatePolicy.Default);

    public static Verdict VerdictOf(this GateResult result, string name, string metric = "time") => result.Judgements
        .Single(j => j.Comparison.Id == Id(name) && j.Comparison.Metric.Name == metric).Verdict;

    public static DiagnosticCode[] Codes(this GateResult result, Severity severity = Severity.Error) =>
        [.. result.Diagnostics.Where(d => d.Severity == severity).Select(d => d.Code).Distinct()];

    /// <summary>Launches around a value, a few of them slow: the noise of shared machines.</summary>
    public static double[] Noisy(Random random, double value, int launches) =>
        [.. Enumerable.Range(0, launches).Select(_ => value * (1 + (0.02 * random.NextDouble())) * (random.NextDouble() < 0.2 ? 1.4 : 1))];
}
