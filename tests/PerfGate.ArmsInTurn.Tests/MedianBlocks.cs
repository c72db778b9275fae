using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Reports;
using PerfGate.ArmsInTurn.Measuring;

namespace PerfGate.ArmsInTurn.Tests;

/// <summary>What becomes of the blocks of an iteration.</summary>
public class MedianBlocks
{
    private const int Blocks = 5;

    private static readonly TimeSpan Interruption = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void One_block_that_is_interrupted_does_not_change_the_iteration()
    {
        int calls = 0;
        RunResults results = Record(_ => Thread.Sleep(++calls == 2 ? Interruption : TimeSpan.Zero));

        Measurement iteration = Assert.Single(results.Workload);
        Assert.Equal(Blocks, iteration.Operations);
        Assert.InRange(iteration.Nanoseconds, 1, Interruption.TotalNanoseconds);
    }

    [Fact]
    public void What_every_block_does_counts_in_full()
    {
        RunResults results = Record(_ => Thread.Sleep(2));

        Assert.True(Assert.Single(results.Workload).Nanoseconds >= Blocks * 2e6);
    }

    private static RunResults Record(Action<long> workload)
    {
        var recording = new Recording(
            new EngineParameters
            {
                WorkloadActionNoUnroll = workload,
                WorkloadActionUnroll = workload,
                OverheadActionNoUnroll = _ => { },
                OverheadActionUnroll = _ => { },
                Dummy1Action = () => { },
                Dummy2Action = () => { },
                Dummy3Action = () => { },
                IterationSetupAction = () => { },
                IterationCleanupAction = () => { },
            },
            new NarrowHost(null!, writes: false, passes: null));
        for (int block = 0; block < Blocks; block++)
        {
            recording.RunBlock();
        }

        recording.EndIteration(IterationStage.Actual, 1);
        return recording.Finish();
    }
}
