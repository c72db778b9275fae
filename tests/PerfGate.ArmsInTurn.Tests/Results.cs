using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using PerfGate.ArmsInTurn.Tests.Benchmarks;

namespace PerfGate.ArmsInTurn.Tests;

/// <summary>What BenchmarkDotNet is given for each benchmark.</summary>
public class Results
{
    [Fact]
    public void Every_arm_has_the_iterations_of_its_job()
    {
        Summary summary = Measuring.Run<Three>(Measuring.Short);

        Assert.False(summary.HasCriticalValidationErrors);
        Assert.Equal(6, summary.Reports.Length);
        Assert.All(summary.Reports, report =>
        {
            Assert.True(report.Success);
            Assert.Single(report.Rows(IterationMode.Workload, IterationStage.Jitting));
            Assert.NotEmpty(report.Rows(IterationMode.Workload, IterationStage.Pilot));
            Assert.Single(report.Rows(IterationMode.Workload, IterationStage.Warmup));
            Assert.Equal([1, 2, 3], report.Timed().Select(row => row.IterationIndex));
            Assert.All(report.Timed(), row => Assert.True(row is { Operations: > 0, Nanoseconds: > 0 }));
            Assert.NotEmpty(report.Rows(IterationMode.Workload, IterationStage.Result));
            Assert.Empty(report.Rows(IterationMode.Overhead, IterationStage.Actual));
        });
    }

    [Fact]
    public void Overhead_is_measured_where_the_job_asks_for_it()
    {
        Summary summary = Measuring.Run<Allocating>(Measuring.Short.WithEvaluateOverhead(true));

        Assert.All(summary.Reports, report => Assert.Equal(
            report.Timed().Select(row => (row.IterationIndex, row.Operations)),
            report.Rows(IterationMode.Overhead, IterationStage.Actual).Select(row => (row.IterationIndex, row.Operations))));
    }

    [Fact]
    public void Each_launch_is_measured()
    {
        Summary summary = Measuring.Run<Three>(Measuring.OneCall.WithLaunchCount(2));

        Assert.All(summary.Reports, report => Assert.Equal([1, 2, 3, 1, 2, 3], report.Timed().Select(row => row.IterationIndex)));
    }

    [Fact]
    public void Allocation_is_each_arms_own()
    {
        Summary summary = Measuring.Run<Allocating>(Measuring.Short);

        Assert.Equal(0, Allocated(summary.Of(nameof(Allocating.None))), 1.0);
        Assert.Equal(Allocating.Bytes, Allocated(summary.Of(nameof(Allocating.Array))), 100.0);
        Assert.Equal(2 * Allocating.Bytes, Allocated(summary.Of(nameof(Allocating.Two))), 200.0);
    }

    [Fact]
    public void Calls_are_awaited_and_operations_of_a_call_are_counted()
    {
        Summary summary = Measuring.Run<Kinds>(Measuring.OneCall);

        // Compiling, warming up, the iterations, and the one that is counted.
        const int calls = 1 + 1 + Measuring.Iterations + 1;
        Assert.All(summary.Reports, report => Assert.Equal(Measuring.Iterations, report.Timed().Length));
        Assert.Equal(calls, Events.All.Count(said => said == "task ended"));
        Assert.Equal(calls, Events.All.Count(said => said == "value task ended"));
        Assert.Equal(calls, Events.All.Count(said => said == "many"));
        Assert.All(summary.Of(nameof(Kinds.OfMany)).Timed(), row => Assert.Equal(Kinds.Operations, row.Operations));
        Assert.All(summary.Of(nameof(Kinds.OfTask)).Timed(), row => Assert.Equal(1, row.Operations));
    }

    [Fact]
    public void Arguments_are_passed_on()
    {
        Summary summary = Measuring.Run<WithArguments>(Measuring.OneCall);

        Assert.Equal(3, summary.Reports.Count(report => report.Success));
        Assert.Equal(["A 1 x", "A 2 y", "B 1 x"], Events.All.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_block_is_between_set_up_and_clean_up_of_its_own()
    {
        // Where a job does not say otherwise, BenchmarkDotNet gives such a benchmark one call.
        Measuring.Run<PerIteration>(Job.Default.WithWarmupCount(1).WithIterationCount(Measuring.Iterations).WithEvaluateOverhead(false));

        Assert.Equal(3 * 2 * (1 + 1 + Measuring.Iterations + 1), Events.All.Count);
        Assert.All(Events.All.Chunk(3), block => Assert.Equal(["set up", "call", "clean up"], block));
    }

    [Fact]
    public void Blocks_last_as_long_as_the_slowest_arms_operation()
    {
        Summary summary = Measuring.Run<Uneven>(Measuring.Short.WithMinIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(60)));

        Assert.All(summary.Of(nameof(Uneven.Slow)).Timed(), row => Assert.InRange(row.Operations, 2, 20));
        Assert.All(summary.Of(nameof(Uneven.Quick)).Timed(), row => Assert.True(row.Operations > 10_000));
    }

    private static double Allocated(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? double.NaN;
}
