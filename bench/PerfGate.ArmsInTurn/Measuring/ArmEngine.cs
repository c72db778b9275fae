using BenchmarkDotNet.Characteristics;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>What BenchmarkDotNet's program of a benchmark runs: it has itself measured together with the others.</summary>
/// <param name="parameters">The benchmark, set up.</param>
/// <param name="measure">Measures it with the others.</param>
internal sealed class ArmEngine(EngineParameters parameters, Action<ArmEngine> measure) : IEngine
{
    /// <inheritdoc/>
    public IHost Host => parameters.Host;

    /// <inheritdoc/>
    public Job TargetJob => parameters.TargetJob;

    /// <inheritdoc/>
    public long OperationsPerInvoke => parameters.OperationsPerInvoke;

    /// <inheritdoc/>
    public Action? GlobalSetupAction => parameters.GlobalSetupAction;

    /// <inheritdoc/>
    public Action? GlobalCleanupAction => parameters.GlobalCleanupAction;

    /// <inheritdoc/>
    public Action<long> WorkloadAction => parameters.WorkloadActionNoUnroll;

    /// <inheritdoc/>
    public Action<long> OverheadAction => parameters.OverheadActionNoUnroll;

    /// <inheritdoc/>
    public IResolver Resolver => EngineParameters.DefaultResolver;

    /// <summary>What is measured of it.</summary>
    public Recording Recording { get; } = new(parameters);

    /// <inheritdoc/>
    public RunResults Run()
    {
        measure(this);
        return Recording.Finish();
    }

    /// <summary>Not called: iterations of arms are interleaved.</summary>
    public Measurement RunIteration(IterationData data) => throw new NotSupportedException("Arms are measured in turn, not iteration by iteration.");

    /// <inheritdoc/>
    public void WriteLine() => Host.WriteLine();

    /// <inheritdoc/>
    public void WriteLine(string line) => Host.WriteLine(line);

    /// <summary>Cleans up. As with BenchmarkDotNet's own engine, an exception is told and fails nothing that was measured.</summary>
    public void Dispose()
    {
        try
        {
            GlobalCleanupAction?.Invoke();
        }
        catch (Exception e)
        {
            Host.SendError("Exception during GlobalCleanup!");
            Host.SendError(e.Message);
        }
    }
}
