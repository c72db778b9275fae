using System.Globalization;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Measuring;

/// <summary>
/// Word of who has the machine's lock, for those who wait. It is a file of its own: the lock's is never written to, as what lies in its place may be anybody's.
/// </summary>
internal sealed class LockHolder : IDisposable
{
    private const string Files = "perfgate-measuring-";
    private const string Extension = ".holder";
    private const UnixFileMode ReadByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    // A number, a user's name and a folder.
    private const int Longest = 4096;

    private readonly string _path;

    private LockHolder(string path) => _path = path;

    /// <summary>Says that this process has it.</summary>
    /// <returns>Ends the word; null if there can be none, as on a full disk.</returns>
    public static LockHolder? Say()
    {
        try
        {
            // Who has the lock is alone: what lies there is of one that was killed.
            Found().ForEach(TryDelete);
            var path = LockFolder.PathOf($"{Files}{Guid.NewGuid():N}{Extension}");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = ReadByAll;
            }

            using var writer = new StreamWriter(path, options);
            writer.Write(string.Create(
                CultureInfo.InvariantCulture, $": process {Environment.ProcessId} of {Environment.UserName}, in {Environment.CurrentDirectory}, since {DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}Z"));
            return new LockHolder(path);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            return null;
        }
    }

    /// <summary>Who has it, to be put behind what is said; empty if that is not known.</summary>
    public static string Read()
    {
        try
        {
            // What another user's killed process left can only be older.
            return Found().MaxBy(file => file.LastWriteTimeUtc) is { Length: > 0 and <= Longest } newest ? File.ReadAllText(newest.FullName) : "";
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            return "";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => TryDelete(new FileInfo(_path));

    private static List<FileInfo> Found() =>
        [.. new DirectoryInfo(Path.GetDirectoryName(LockFolder.PathOf(Files))!).EnumerateFiles($"{Files}*{Extension}").Where(file => file.LinkTarget is null)];

    private static void TryDelete(FileInfo file)
    {
        try
        {
            file.Delete();
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // Another user's, in a folder where each removes but their own.
        }
    }
}
