using BenchmarkDotNet.Engines;

namespace PerfGate.ArmsInTurn.Measuring;

/// <summary>Lets only some of what a program or an engine says reach the host of its benchmark, besides errors.</summary>
/// <param name="host">The benchmark's host.</param>
/// <param name="writes">Whether text does.</param>
/// <param name="passes">The one signal that does; null if none.</param>
internal sealed class NarrowHost(IHost host, bool writes, HostSignal? passes) : IHost
{
    /// <inheritdoc/>
    public void SendSignal(HostSignal hostSignal)
    {
        if (hostSignal == passes)
        {
            host.SendSignal(hostSignal);
        }
    }

    /// <inheritdoc/>
    public void SendError(string message) => host.SendError(message);

    /// <inheritdoc/>
    public void Write(string message)
    {
        if (writes)
        {
            host.Write(message);
        }
    }

    /// <inheritdoc/>
    public void WriteLine()
    {
        if (writes)
        {
            host.WriteLine();
        }
    }

    /// <inheritdoc/>
    public void WriteLine(string message)
    {
        if (writes)
        {
            host.WriteLine(message);
        }
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
