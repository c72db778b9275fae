using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>The iteration that BenchmarkDotNet runs after all others, to count allocated bytes, exceptions and locks.</summary>
internal static class ExtraStats
{
    /// <summary>Nanoseconds that the iteration may take, where one that was timed took less.</summary>
    private const double Longest = 20e6;

    /// <summary>
    /// How many calls to count over: as many as were timed in all iterations, for what the counting itself allocates weighs less the more
    /// there are. They are no more than one iteration's where they took long, or where the job says how many there are.
    /// </summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="measurements">What was timed.</param>
    /// <returns>At least 1.</returns>
    public static long CallsFor(EngineParameters benchmark, IEnumerable<Measurement> measurements)
    {
        Measurement[] timed = [.. measurements.Where(m => m.Is(IterationMode.Workload, IterationStage.Actual))];
        if (timed.Length == 0)
        {
            return 1;
        }

        long one = timed[^1].Operations / benchmark.OperationsPerInvoke;
        bool isGiven = benchmark.HasInvocationCount;
        double most = isGiven ? one : Longest / timed[^1].Nanoseconds * one;
        return Math.Max(one, (long)Math.Min(most, one * timed.Length));
    }

    /// <summary>Has BenchmarkDotNet's own engine run it, without any iteration before, so that what counts is its own.</summary>
    /// <param name="benchmark">The benchmark, set up.</param>
    /// <param name="host">Its host.</param>
    /// <param name="invocations">How many times it is called; at least 1.</param>
    /// <returns>What was counted. Diagnosers are told that the measuring is over.</returns>
    public static RunResults Count(EngineParameters benchmark, IHost host, long invocations)
    {
        Job once = benchmark.TargetJob
            .WithStrategy(RunStrategy.Monitoring)
            .WithInvocationCount(invocations)
            .WithUnrollFactor(1)
            .WithWarmupCount(0)
            .WithIterationCount(0);
        IEngine engine = new EngineFactory().CreateReadyToRun(new EngineParameters
        {
            Host = new NarrowHost(host, writes: false, HostSignal.AfterActualRun),
            TargetJob = once,
            WorkloadActionNoUnroll = benchmark.WorkloadActionNoUnroll,
            WorkloadActionUnroll = benchmark.WorkloadActionNoUnroll,
            OverheadActionNoUnroll = benchmark.OverheadActionNoUnroll,
            OverheadActionUnroll = benchmark.OverheadActionNoUnroll,
            Dummy1Action = benchmark.Dummy1Action,
            Dummy2Action = benchmark.Dummy2Action,
            Dummy3Action = benchmark.Dummy3Action,
            // The arm is set up already, and is cleaned up later.
            GlobalSetupAction = () => { },
            GlobalCleanupAction = () => { },
            IterationSetupAction = benchmark.IterationSetupAction,
            IterationCleanupAction = benchmark.IterationCleanupAction,
            OperationsPerInvoke = benchmark.OperationsPerInvoke,
            MeasureExtraStats = benchmark.MeasureExtraStats,
            BenchmarkName = benchmark.BenchmarkName,
        });
        return engine.Run();
    }
}
