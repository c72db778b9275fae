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
    private readonly LockHolder? _holder;

    private MachineLock(FileStream? file, LockHolder? holder) => (_file, _holder) = (file, holder);

    /// <summary>Waits for the lock.</summary>
    /// <param name="progress">Where to say for whom it waits.</param>
    /// <param name="warn">Told if there can be no lock here: then it is measured without one, better at once than never.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<MachineLock> TakeAsync(ProgressLine progress, Action<Diagnostic> warn, CancellationToken cancellation)
    {
        // Inside a measurement there is no other to wait for.
        if (ChildProcess.IsInsideMeasurement)
        {
            return new MachineLock(null, null);
        }

        string? waitsFor = null;
        while (true)
        {
            if (TryTake(warn) is { } taken)
            {
                return taken;
            }

            // They may be several, one after the other. Of a moment ago, who has it has not said so.
            await Task.Delay(Interval, cancellation);
            if (LockHolder.Read() is var holder && holder != waitsFor)
            {
                progress.Say($"waiting for another measurement on this machine{holder}");
                waitsFor = holder;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _holder?.Dispose();
        _file?.Dispose();
    }

    private static MachineLock? TryTake(Action<Diagnostic> warn)
    {
        var path = LockFolder.VariableName;
        try
        {
            path = LockFolder.PathOf("perfgate-measuring.lock");
            if (LockFile.TryOpenForEveryone(path) is not { } file)
            {
                return null;
            }

            if (!LockFile.Holds(path))
            {
                warn(NoLock(path, "the file system has no locks"));
            }

            return new MachineLock(file, LockHolder.Say());
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // A full disk, a link in its place, or another user's file that is not for everyone.
            warn(NoLock(path, DiskErrors.Text(e)));
            return new MachineLock(null, null);
        }
    }

    private static Diagnostic NoLock(string path, string why) => Diagnostic.Warning(
        DiagnosticCode.PG2072, "other measurements on this machine are not kept from running at the same time, so they may disturb this one",
        $"{path} cannot be locked: {why}",
        $"Let every user read and write that file, or remove it; or let {LockFolder.VariableName} name a folder on a local disk, the same for all who measure");
}
