using System.Runtime.CompilerServices;
using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace PerfGate.LazyVsEager.Configuration;

/// <summary>Keeps the finalizer thread still while the memory diagnoser counts, so that its numbers are exact.</summary>
/// <remarks>
/// The counter covers all threads. BenchmarkDotNet starts it right after a full collection, upon which the runtime
/// trims its array pools on the finalizer thread and allocates about 5 KB, sometimes inside the count and sometimes
/// before it. Those callbacks are critical finalizers, which run after all ordinary ones: an ordinary one that waits
/// holds them back. In another process than the host's this does nothing, as no signal arrives there.
/// </remarks>
internal sealed class QuietFinalizer : IDiagnoser
{
    /// <summary>Were the end of the count ever missed, the finalizer must not stand still for good.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private static readonly ManualResetEvent Counted = new(initialState: true);

    public IEnumerable<string> Ids => ["QuietFinalizer"];

    public IEnumerable<IExporter> Exporters => [];

    public IEnumerable<IAnalyser> Analysers => [];

    public RunMode GetRunMode(BenchmarkCase benchmarkCase) => RunMode.NoOverhead;

    public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
    {
        if (signal == HostSignal.AfterActualRun)
        {
            // The hold of the benchmark before may have been let go before the finalizer came to it.
            GC.WaitForPendingFinalizers();
            Counted.Reset();
            AbandonHold();
        }
        else if (signal is HostSignal.AfterAll or HostSignal.AfterProcessExit)
        {
            Counted.Set();
        }
    }

    public IEnumerable<Metric> ProcessResults(DiagnoserResults results) => [];

    public void DisplayResults(ILogger logger)
    {
    }

    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) => [];

    /// <summary>Not inlined, so that nothing on the caller's stack keeps the object alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AbandonHold() => _ = new Hold();

    /// <summary>
    /// BenchmarkDotNet collects, waits for the finalizers, and collects again: what waits must be the second
    /// finalization, for nobody may wait for it in between.
    /// </summary>
    private sealed class Hold
    {
        private bool _seenBefore;

        ~Hold()
        {
            if (_seenBefore)
            {
                Counted.WaitOne(Longest);
            }
            else
            {
                _seenBefore = true;
                GC.ReRegisterForFinalize(this);
            }
        }
    }
}
