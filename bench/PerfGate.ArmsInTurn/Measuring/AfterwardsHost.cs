using BenchmarkDotNet.Engines;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>What an engine that only counts says to the host of its benchmark: that the measuring is over, and errors.</summary>
/// <param name="host">The benchmark's host.</param>
internal sealed class AfterwardsHost(IHost host) : IHost
{
    /// <inheritdoc/>
    public void SendSignal(HostSignal hostSignal)
    {
        if (hostSignal == HostSignal.AfterActualRun)
        {
            host.SendSignal(hostSignal);
        }
    }

    /// <inheritdoc/>
    public void SendError(string message) => host.SendError(message);

    /// <inheritdoc/>
    public void Write(string message)
    {
    }

    /// <inheritdoc/>
    public void WriteLine()
    {
    }

    /// <inheritdoc/>
    public void WriteLine(string message)
    {
    }

    /// <inheritdoc/>
    public void ReportResults(RunResults runResults)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
