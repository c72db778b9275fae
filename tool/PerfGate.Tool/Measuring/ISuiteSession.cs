using PerfGate.Diagnostics;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Tool.Measuring;

/// <summary>One side that is being measured: a suite that is started again and again, and what it wrote so far.</summary>
internal interface ISuiteSession : IDisposable
{
    /// <summary>Whether something failed, so that starting again is of no use.</summary>
    bool HasFailed { get; }

    /// <summary>Starts the suite once and takes in what it wrote.</summary>
    /// <param name="launchesInside">How many launches a start makes.</param>
    /// <param name="only">The benchmarks to measure of those that were measured before, by the names of the working tree; null for all.</param>
    /// <param name="onProgress">Called with the share of this start that is done, in [0, 1].</param>
    /// <param name="cancellation">Kills the suite.</param>
    /// <exception cref="PerfGateException">It crashed, or ran nothing, or what it wrote cannot be read; codes of the 2000s.</exception>
    Task StartAsync(int launchesInside, IReadOnlySet<BenchmarkId>? only, Action<double> onProgress, CancellationToken cancellation);

    /// <summary>What was measured so far, after at least one start.</summary>
    SuiteRun ToRun();
}
