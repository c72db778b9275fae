using System.Runtime.Versioning;

namespace PerfGate.Tool.Storage;

/// <summary>Files that are locked for as long as a process has them open; the lock ends with the process, however that ends.</summary>
internal static class LockFile
{
    private const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    // What says that another process has the file: EAGAIN of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Taken = [11, 35, unchecked((int)0x80070020)];

    // EEXIST: another one was faster to make it.
    private const int Existing = 17;

    /// <summary>
    /// Opens and locks a file that every user of this machine may lock; it is made if there is none. Anybody may have put something else in its place: so nothing is made where
    /// something is, a link is refused, and what is opened is locked and nothing else.
    /// </summary>
    /// <returns>The lock, or null if another process has it.</returns>
    /// <exception cref="Exception">The file cannot be opened: see <see cref="DiskErrors"/>.</exception>
    public static FileStream? TryOpenForEveryone(string path)
    {
        try
        {
            if (new FileInfo(path).LinkTarget is { } target)
            {
                throw new IOException($"it is a link, to '{target}'");
            }

            return OperatingSystem.IsWindows() ? Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate })
                // Linux refuses to make a file, even where it is there, if another user's lies in a folder that all may write to.
                : File.Exists(path) ? Open(path, new FileStreamOptions { Mode = FileMode.Open })
                : Directory.Exists(path) ? throw new IOException("it is a folder")
                : Make(path);
        }
        catch (IOException e) when (IsTaken(e) || e is FileNotFoundException || e.HResult == Existing)
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
    private static FileStream Make(string path)
    {
        var made = Open(path, new FileStreamOptions { Mode = FileMode.CreateNew, UnixCreateMode = Everyone });
        // The process's mask took away what others need.
        AllowAll(made);
        return made;
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
        // On Windows, what another user made can be read by everyone.
        options.Access = OperatingSystem.IsWindows() ? FileAccess.Read : FileAccess.ReadWrite;
        options.Share = FileShare.None;
        return new FileStream(path, options);
    }
}
