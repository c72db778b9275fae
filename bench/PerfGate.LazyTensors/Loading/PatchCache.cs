using System.Security.Cryptography;

namespace PerfGate.LazyTensors.Loading;

/// <summary>Keeps patched copies of native libraries in a folder of the user, so that each is written once.</summary>
internal static class PatchCache
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Folders to try in this order: the user's cache, then the application's own folder.</summary>
    public static IEnumerable<string> Folders()
    {
        string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (!string.IsNullOrEmpty(cache) && Path.IsPathFullyQualified(cache))
        {
            yield return Path.Combine(cache, "perfgate");
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (home.Length > 0)
        {
            yield return Path.Combine(home, ".cache", "perfgate");
        }

        yield return Path.Combine(AppContext.BaseDirectory, ".perfgate");
    }

    /// <summary>Writes the library into the first folder that takes it, or finds it there.</summary>
    /// <param name="fileName">The library's own file name.</param>
    /// <param name="content">Its bytes; a file already there is used only if it holds exactly these.</param>
    /// <param name="folders">Folders to try, in order.</param>
    /// <returns>The full path of the copy.</returns>
    /// <exception cref="IOException">No folder can be written; the message lists each with its reason.</exception>
    public static string Store(string fileName, byte[] content, IEnumerable<string> folders)
    {
        List<string> refusals = [];
        foreach (string folder in folders)
        {
            try
            {
                return StoreIn(folder, fileName, content);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                refusals.Add($"{folder} ({e.Message})");
            }
        }

        throw new IOException("no folder takes the patched copy: " + string.Join("; ", refusals));
    }

    private static string StoreIn(string folder, string fileName, byte[] content)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        string home = Path.Combine(folder, hash);
        string path = Path.Combine(home, fileName);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
        {
            return path;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(home);
        }
        else
        {
            Directory.CreateDirectory(home, OwnerOnly);
        }

        // Several processes may start at once: each writes its own file, and the rename is atomic.
        string draft = Path.Combine(home, $".{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllBytes(draft, content);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }

        return path;
    }
}
