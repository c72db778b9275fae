using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;
using Xunit.Sdk;
using Xunit.v3;

// BenchmarkDotNet's runs share the console's title, the process's priority, and the counted allocation.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace PerfGate.ArmsInTurn.Tests;

/// <summary>Real runs of BenchmarkDotNet, as short as they can be.</summary>
internal static class Measuring
{
    public const int Iterations = 3;

    /// <summary>A job that leaves the number of calls to the toolchain.</summary>
    public static Job Short { get; } = Job.Default
        .WithWarmupCount(1)
        .WithIterationCount(Iterations)
        .WithMinIterationTime(TimeInterval.FromMilliseconds(2))
        .WithUnrollFactor(1)
        .WithMinInvokeCount(1)
        .WithEvaluateOverhead(false)
        .WithGcForce(false);

    /// <summary>A job in which a block is one call.</summary>
    public static Job OneCall { get; } = Short.WithInvocationCount(1);

    /// <summary>Runs a class; a log of what happened in it before is forgotten.</summary>
    public static Summary Run<T>(Job job, Func<ManualConfig, ManualConfig>? configure = null)
    {
        Events.Clear();
        ManualConfig config = Quiet(job);
        return BenchmarkRunner.Run<T>(configure?.Invoke(config) ?? config);
    }

    /// <summary>A configuration that writes nothing but results to a temporary folder.</summary>
    public static ManualConfig Quiet(Job job) => ManualConfig.CreateEmpty()
        .AddJob(job)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .AddDiagnoser(MemoryDiagnoser.Default)
        .WithOptions(ConfigOptions.DisableLogFile)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "perfgate-arms-in-turn-tests"));

    /// <summary>The report of a method.</summary>
    public static BenchmarkReport Of(this Summary summary, string method) =>
        Assert.Single(summary.Reports, report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);

    /// <summary>The measurements of a kind.</summary>
    public static Measurement[] Rows(this BenchmarkReport report, IterationMode mode, IterationStage stage) =>
        [.. report.AllMeasurements.Where(row => row.Is(mode, stage))];

    /// <summary>The timed iterations.</summary>
    public static Measurement[] Timed(this BenchmarkReport report) => report.Rows(IterationMode.Workload, IterationStage.Actual);
}
