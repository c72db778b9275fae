using PerfGate.Diagnostics;
using PerfGate.Tool.Storage;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// The lock of this machine: two suites at once would measure each other. Whoever comes second waits, whichever build, repository or user it
/// belongs to. The lock ends with the process, however that ends.
/// </summary>
internal sealed class MachineLock : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly FileStream? _file;

    private MachineLock(FileStream? file) => _file = file;

    private static string Path => System.IO.Path.Combine(System.IO.Path.GetTempPath(), "perfgate-measuring.lock");

    /// <summary>Waits for the lock.</summary>
    /// <param name="progress">Where to say that it waits.</param>
    /// <param name="warn">Told if there can be no lock here: then it is measured without one, better at once than never.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<MachineLock> TakeAsync(ProgressLine progress, Action<Diagnostic> warn, CancellationToken cancellation)
    {
        // Inside a measurement there is no other to wait for.
        if (ChildProcess.IsInsideMeasurement)
        {
            return new MachineLock(null);
        }

        var taken = TryTake(warn);
        if (taken is null)
        {
            progress.Say("waiting for another measurement on this machine");
        }

        while (taken is null)
        {
            await Task.Delay(Interval, cancellation);
            taken = TryTake(warn);
        }

        return taken;
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private static MachineLock? TryTake(Action<Diagnostic> warn)
    {
        try
        {
            if (LockFile.TryOpenForEveryone(Path) is not { } file)
            {
                return null;
            }

            if (!LockFile.Holds(Path))
            {
                warn(NoLock("the file system has no locks"));
            }

            return new MachineLock(file);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // A full disk, or another user's file that is not for everyone.
            warn(NoLock(DiskErrors.Text(e)));
            return new MachineLock(null);
        }
    }

    private static Diagnostic NoLock(string why) => Diagnostic.Warning(
        DiagnosticCode.PG2072, "other measurements on this machine are not kept from running at the same time, so they may disturb this one",
        $"{Path} cannot be locked: {why}",
        "Let every user read and write that file, or remove it; or let TMPDIR (TEMP on Windows) name a folder on a local disk, the same for all who measure");
}
