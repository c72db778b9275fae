using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PerfGate.MSBuild;

/// <summary>
/// Stops the tool as a terminal would, so that it stops its suite and removes what it checked out; where there are no
/// signals, or it takes too long, it is killed with all that it started.
/// </summary>
internal sealed class Interruption
{
    private const int Terminate = 15;
    // Longer than the tool gives itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private Process? _process;

    /// <summary>Whether somebody wanted it to stop.</summary>
    public bool IsInterrupted { get; private set; }

    /// <summary>Remembers the process to stop.</summary>
    public Process Watch(Process process) => _process = process;

    /// <summary>Asks the process to end.</summary>
    /// <param name="kill">Ends it, whether it wants to or not.</param>
    public void Interrupt(Action kill)
    {
        IsInterrupted = true;
        if (TrySignal())
        {
            _ = Task.Delay(Patience).ContinueWith(_ => kill(), TaskScheduler.Default);
        }
        else
        {
            kill();
        }
    }

    private bool TrySignal()
    {
        try
        {
            return !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && _process is { } process && Kill(process.Id, Terminate) == 0;
        }
        catch (InvalidOperationException)
        {
            // It has ended, or was never started.
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
