using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>The iteration that BenchmarkDotNet runs after all others, to count allocated bytes, exceptions and locks.</summary>
internal static class ExtraStats
{
    /// <summary>Has BenchmarkDotNet's own engine run it, without any iteration before, so that what counts is its own.</summary>
    /// <param name="parameters">The benchmark, set up.</param>
    /// <param name="invocations">How many times it is called; at least 1.</param>
    /// <returns>What was counted. Diagnosers are told that the measuring is over.</returns>
    public static RunResults Count(EngineParameters parameters, long invocations)
    {
        Job once = parameters.TargetJob
            .WithStrategy(RunStrategy.Monitoring)
            .WithInvocationCount(invocations)
            .WithUnrollFactor(1)
            .WithWarmupCount(0)
            .WithIterationCount(0);
        IEngine engine = new EngineFactory().CreateReadyToRun(new EngineParameters
        {
            Host = new AfterwardsHost(parameters.Host),
            TargetJob = once,
            WorkloadActionNoUnroll = parameters.WorkloadActionNoUnroll,
            WorkloadActionUnroll = parameters.WorkloadActionNoUnroll,
            OverheadActionNoUnroll = parameters.OverheadActionNoUnroll,
            OverheadActionUnroll = parameters.OverheadActionNoUnroll,
            Dummy1Action = parameters.Dummy1Action,
            Dummy2Action = parameters.Dummy2Action,
            Dummy3Action = parameters.Dummy3Action,
            // The arm is set up already, and is cleaned up by its own engine.
            GlobalSetupAction = () => { },
            GlobalCleanupAction = () => { },
            IterationSetupAction = parameters.IterationSetupAction,
            IterationCleanupAction = parameters.IterationCleanupAction,
            OperationsPerInvoke = parameters.OperationsPerInvoke,
            MeasureExtraStats = parameters.MeasureExtraStats,
            BenchmarkName = parameters.BenchmarkName,
        });
        return engine.Run();
    }
}
