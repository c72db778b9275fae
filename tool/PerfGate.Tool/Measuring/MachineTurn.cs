using System.Runtime.Versioning;
using PerfGate.Tool.Terminal;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// The turn to measure on this machine: two suites at once would measure each other. Whoever comes second waits,
/// whichever build, repository or user it belongs to. The turn ends with the process, however that ends.
/// </summary>
internal sealed class MachineTurn : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    // What says that another process has the file: EAGAIN of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];
    private readonly FileStream? _lock;

    private MachineTurn(FileStream? @lock) => _lock = @lock;

    private static string LockFile => Path.Combine(Path.GetTempPath(), "perfgate-measuring.lock");

    /// <summary>Waits for the turn.</summary>
    public static async Task<MachineTurn> TakeAsync(ProgressLine progress, CancellationToken cancellation)
    {
        // Inside a measurement there is no other turn to wait for.
        if (ChildProcess.IsInsideMeasurement)
        {
            return new MachineTurn(null);
        }

        var turn = TryTake();
        if (turn is null)
        {
            progress.Say("waiting for another measurement on this machine");
        }

        while (turn is null)
        {
            await Task.Delay(Interval, cancellation);
            turn = TryTake();
        }

        return turn;
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    private static MachineTurn? TryTake()
    {
        try
        {
            return new MachineTurn(OperatingSystem.IsWindows() ? Open(new FileStreamOptions()) : OpenForEveryone());
        }
        catch (IOException e) when (Taken.Contains(e.HResult))
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, or another user's file that is not for everyone: better at once than never.
            return new MachineTurn(null);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static FileStream OpenForEveryone()
    {
        const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var isNew = !File.Exists(LockFile);
        var stream = Open(new FileStreamOptions { UnixCreateMode = Everyone });
        if (isNew)
        {
            // The process's mask took away what others need.
            File.SetUnixFileMode(stream.SafeFileHandle, Everyone);
        }

        return stream;
    }

    private static FileStream Open(FileStreamOptions options)
    {
        options.Mode = FileMode.OpenOrCreate;
        options.Access = FileAccess.ReadWrite;
        options.Share = FileShare.None;
        return new FileStream(LockFile, options);
    }
}
