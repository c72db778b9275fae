using System.Runtime.Versioning;
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

    // What says that another process has the file: EAGAIN of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    private const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly FileStream? _file;

    private MachineLock(FileStream? file) => _file = file;

    private static string LockFile => Path.Combine(Path.GetTempPath(), "perfgate-measuring.lock");

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
            var file = OperatingSystem.IsWindows() ? Open(new FileStreamOptions()) : OpenForEveryone();
            if (!IsHeld())
            {
                warn(NoLock("the file system has no locks"));
            }

            return new MachineLock(file);
        }
        catch (IOException e) when (Taken.Contains(e.HResult))
        {
            return null;
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // A full disk, or another user's file that is not for everyone.
            warn(NoLock(DiskErrors.Text(e)));
            return new MachineLock(null);
        }
    }

    // Where a file system has no locks, .NET opens the file all the same.
    private static bool IsHeld()
    {
        try
        {
            Open(new FileStreamOptions()).Dispose();
            return false;
        }
        catch (IOException e) when (Taken.Contains(e.HResult))
        {
            return true;
        }
    }

    private static Diagnostic NoLock(string why) => Diagnostic.Warning(
        DiagnosticCode.PG2072, "other measurements on this machine are not kept from running at the same time, so they may disturb this one",
        $"{LockFile} cannot be locked: {why}",
        "Let every user read and write that file, or remove it; or let TMPDIR (TEMP on Windows) name a folder on a local disk, the same for all who measure");

    [UnsupportedOSPlatform("windows")]
    private static FileStream OpenForEveryone()
    {
        var isNew = !File.Exists(LockFile);
        var stream = Open(new FileStreamOptions { UnixCreateMode = Everyone });
        if (isNew)
        {
            // The process's mask took away what others need.
            AllowAll(stream);
        }

        return stream;
    }

    [UnsupportedOSPlatform("windows")]
    private static void AllowAll(FileStream stream)
    {
        try
        {
            File.SetUnixFileMode(stream.SafeFileHandle, Everyone);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // Held it is; another user, who cannot open it, is told.
        }
    }

    private static FileStream Open(FileStreamOptions options)
    {
        options.Mode = FileMode.OpenOrCreate;
        options.Access = FileAccess.ReadWrite;
        options.Share = FileShare.None;
        return new FileStream(LockFile, options);
    }
}
