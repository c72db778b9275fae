using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>Runs and times the blocks of one arm, and keeps what they took.</summary>
/// <param name="benchmark">The benchmark, set up.</param>
/// <param name="host">Its host.</param>
internal sealed class Recording(EngineParameters benchmark, IHost host)
{
    private readonly List<Measurement> _measurements = [];
    private readonly List<long> _blocks = [];
    private readonly List<long> _overheads = [];
    private ExceptionDispatchInfo? _thrown;
    private Action<long> _workload = benchmark.WorkloadActionNoUnroll;
    private Action<long> _overhead = benchmark.OverheadActionNoUnroll;
    private int _unroll = 1;

    /// <summary>The benchmark.</summary>
    public EngineParameters Benchmark => benchmark;

    /// <summary>Its host.</summary>
    public IHost Host => host;

    /// <summary>Whether it threw: then it has no more turns.</summary>
    public bool HasFailed => _thrown is not null;

    /// <summary>How many times a block calls the benchmark.</summary>
    public long Invocations { get; private set; } = 1;

    /// <summary>Sets how many times a block calls the benchmark.</summary>
    /// <param name="invocations">At least 1; rounded up to what the loop is unrolled by, where it is at least that.</param>
    public void SetInvocations(long invocations)
    {
        int unroll = benchmark.UnrollFactor;
        bool isUnrolled = unroll > 1 && invocations >= unroll;
        _unroll = isUnrolled ? unroll : 1;
        Invocations = (invocations + _unroll - 1) / _unroll * _unroll;
        _workload = isUnrolled ? benchmark.WorkloadActionUnroll : benchmark.WorkloadActionNoUnroll;
        _overhead = isUnrolled ? benchmark.OverheadActionUnroll : benchmark.OverheadActionNoUnroll;
    }

    /// <summary>Runs one block, between the benchmark's own set-up and clean-up of an iteration. What it throws is kept.</summary>
    /// <param name="withOverhead">Whether to time the same number of calls of an empty method, too.</param>
    /// <returns>What the block took, in ticks of <see cref="Stopwatch"/>.</returns>
    public long RunBlock(bool withOverhead = false)
    {
        try
        {
            benchmark.IterationSetupAction();
            long ticks = Time(_workload, Invocations / _unroll);
            benchmark.IterationCleanupAction();
            _blocks.Add(ticks);
            if (withOverhead)
            {
                _overheads.Add(Time(_overhead, Invocations / _unroll));
            }

            return ticks;
        }
        catch (Exception e)
        {
            _thrown = ExceptionDispatchInfo.Capture(e);
            return 0;
        }
    }

    /// <summary>Makes an iteration of the blocks since the last one: all of them, each with the time of the median one.</summary>
    /// <remarks>What interrupts a block, or collects another arm's garbage in it, makes a sum mean nothing, and leaves the median as it is.</remarks>
    /// <param name="stage">What the blocks were run for.</param>
    /// <param name="index">The iteration's number in its stage, from 1.</param>
    public void EndIteration(IterationStage stage, int index)
    {
        Add(IterationMode.Overhead, stage, index, _overheads);
        Add(IterationMode.Workload, stage, index, _blocks);
    }

    /// <summary>Counts what the memory diagnoser and its like want, and gives all that was measured.</summary>
    public RunResults Finish()
    {
        _thrown?.Throw();
        foreach (Measurement measurement in _measurements)
        {
            host.WriteLine(measurement.ToString());
        }

        RunResults counted = ExtraStats.Count(benchmark, host, ExtraStats.CallsFor(benchmark, _measurements));
        var outliers = benchmark.TargetJob.ResolveValue(AccuracyMode.OutlierModeCharacteristic, EngineParameters.DefaultResolver);
        return new RunResults(_measurements, outliers, counted.GCStats, counted.ThreadingStats, counted.ExceptionFrequency);
    }

    /// <summary>Ticks of <see cref="Stopwatch"/> in nanoseconds.</summary>
    public static double Nanoseconds(double ticks) => ticks * (1e9 / Stopwatch.Frequency);

    private void Add(IterationMode mode, IterationStage stage, int index, List<long> blocks)
    {
        if (blocks.Count > 0)
        {
            blocks.Sort();
            double median = (blocks[(blocks.Count - 1) / 2] + blocks[blocks.Count / 2]) / 2.0;
            long operations = blocks.Count * Invocations * benchmark.OperationsPerInvoke;
            _measurements.Add(new Measurement(0, mode, stage, index, operations, Nanoseconds(median * blocks.Count)));
            blocks.Clear();
        }
    }

    /// <summary>One place from which all arms are called, so that none is aligned or inlined otherwise.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static long Time(Action<long> action, long count)
    {
        long start = Stopwatch.GetTimestamp();
        action(count);
        return Stopwatch.GetTimestamp() - start;
    }
}
