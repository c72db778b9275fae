using System.Diagnostics;
using BenchmarkDotNet.Engines;
using PerfGate.LazyVsEager.Configuration;

namespace PerfGate.LazyVsEager.Tests;

/// <summary>What holds the finalizer back while allocation is counted.</summary>
public class Holds
{
    /// <summary>Less than the ten seconds after which a hold ends that nobody lets go.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(9);

    [Fact]
    public void One_hold_does_not_wait_for_the_next()
    {
        var quiet = new QuietFinalizer();
        var clock = Stopwatch.StartNew();
        for (int benchmark = 0; benchmark < 500 && clock.Elapsed < Limit; benchmark++)
        {
            quiet.Handle(HostSignal.AfterActualRun, null!);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            quiet.Handle(HostSignal.AfterAll, null!);
        }

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit);
    }
}
