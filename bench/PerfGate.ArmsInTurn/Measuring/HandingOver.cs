using BenchmarkDotNet.Characteristics;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>
/// An engine that measures nothing: BenchmarkDotNet's program of a benchmark hands over to it what there is to measure, and ends. What is
/// called later, and from where on the stack, is then the same for all arms.
/// </summary>
internal sealed class HandingOver : IEngineFactory, IEngine
{
    /// <summary>The benchmark, not set up; null if its program did not come that far.</summary>
    public EngineParameters? Benchmark { get; private set; }

    /// <inheritdoc/>
    public IHost Host => Benchmark!.Host;

    /// <inheritdoc/>
    public Job TargetJob => Benchmark!.TargetJob;

    /// <inheritdoc/>
    public long OperationsPerInvoke => Benchmark!.OperationsPerInvoke;

    /// <inheritdoc/>
    public Action? GlobalSetupAction => Benchmark!.GlobalSetupAction;

    /// <inheritdoc/>
    public Action? GlobalCleanupAction => Benchmark!.GlobalCleanupAction;

    /// <inheritdoc/>
    public Action<long> WorkloadAction => Benchmark!.WorkloadActionNoUnroll;

    /// <inheritdoc/>
    public Action<long> OverheadAction => Benchmark!.OverheadActionNoUnroll;

    /// <inheritdoc/>
    public IResolver Resolver => EngineParameters.DefaultResolver;

    /// <inheritdoc/>
    public IEngine CreateReadyToRun(EngineParameters engineParameters)
    {
        Benchmark = engineParameters;
        return this;
    }

    /// <inheritdoc/>
    public RunResults Run() => default;

    /// <inheritdoc/>
    public Measurement RunIteration(IterationData data) => default;

    /// <inheritdoc/>
    public void WriteLine() => Host.WriteLine();

    /// <inheritdoc/>
    public void WriteLine(string line) => Host.WriteLine(line);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
