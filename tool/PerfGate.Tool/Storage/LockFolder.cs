using System.Runtime.InteropServices;

namespace PerfGate.Tool.Storage;

/// <summary>
/// The folder of this machine's locks. It is the same for every user, and for every value of TMPDIR: else two would not see each other.
/// </summary>
internal static class LockFolder
{
    /// <summary>The variable that names another folder: who shares it waits for each other.</summary>
    public const string VariableName = "PERFGATE_LOCK_DIR";

    private const int Writing = 2;

    // Made by the system, in folders where only root writes. /tmp of macOS is a link; a service of systemd may have a /tmp of its own.
    private static readonly string[] Usual = ["/run/lock", "/tmp", "/private/tmp", "/var/tmp"];

    /// <summary>A file of that folder, which is made if the variable names it.</summary>
    /// <exception cref="Exception">It cannot be made: see <see cref="DiskErrors"/>.</exception>
    public static string PathOf(string name) => Path.Combine(
        Environment.GetEnvironmentVariable(VariableName) is { Length: > 0 } given ? Directory.CreateDirectory(Path.GetFullPath(given)).FullName
        : OperatingSystem.IsWindows() ? Directory.CreateDirectory(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "PerfGate")).FullName
        : Usual.FirstOrDefault(IsForEveryone) ?? Path.GetTempPath(),
        name);

    // Where all may write, and none may remove or replace what is another's.
    private static bool IsForEveryone(string folder)
    {
        var info = new DirectoryInfo(folder);
        return !OperatingSystem.IsWindows() && info.Exists && info.LinkTarget is null
            && info.UnixFileMode.HasFlag(UnixFileMode.StickyBit | UnixFileMode.OtherWrite) && !IsReadOnly(folder);
    }

    // As in a container whose root may not be written to. The modes of its folders do not say so.
    private static bool IsReadOnly(string folder) => access(folder, Writing) != 0;

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int access(string path, int mode);
}
