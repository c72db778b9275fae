using System.Runtime.Versioning;

namespace PerfGate.Tool.Storage;

/// <summary>Files that are locked for as long as a process has them open; the lock ends with the process, however that ends.</summary>
internal static class LockFile
{
    private const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    // What says that another process has the file: EAGAIN of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Opens and locks a file that every user of this machine may lock; it is made if there is none.</summary>
    /// <returns>The lock, or null if another process has it.</returns>
    /// <exception cref="Exception">The file cannot be opened: see <see cref="DiskErrors"/>.</exception>
    public static FileStream? TryOpenForEveryone(string path)
    {
        try
        {
            return OperatingSystem.IsWindows() ? Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate }) : OpenForEveryone(path);
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }

    /// <summary>Whether a file that this process has locked is locked: where a file system has no locks, or they are switched off, .NET opens it all the same.</summary>
    public static bool Holds(string path)
    {
        try
        {
            Open(path, new FileStreamOptions { Mode = FileMode.Open }).Dispose();
            return false;
        }
        catch (IOException e) when (IsTaken(e))
        {
            return true;
        }
    }

    private static bool IsTaken(IOException e) => Taken.Contains(e.HResult);

    [UnsupportedOSPlatform("windows")]
    private static FileStream OpenForEveryone(string path)
    {
        var isNew = !File.Exists(path);
        var stream = Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, UnixCreateMode = Everyone });
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

    private static FileStream Open(string path, FileStreamOptions options)
    {
        options.Access = FileAccess.ReadWrite;
        options.Share = FileShare.None;
        return new FileStream(path, options);
    }
}
