using System.Text;

namespace PerfGate.Tool.Storage;

/// <summary>
/// A file in the temporary folder that tells others that its process is alive: it is locked for as long, and the lock ends with the process, however that ends. So it also tells in
/// another container, where process numbers mean nothing.
/// </summary>
internal sealed class OwnedFile : IDisposable
{
    private readonly FileStream _file;
    private readonly string _path;

    /// <summary>Makes and locks a file.</summary>
    /// <param name="path">The file; there must be none.</param>
    /// <param name="text">What it holds.</param>
    public OwnedFile(string path, string text = "")
    {
        _path = path;
        // Unix makes a file first and locks it then; others look for its last name only.
        var first = OperatingSystem.IsWindows() ? path : $"{path}.tmp";
        _file = new FileStream(first, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        _file.Write(Encoding.UTF8.GetBytes(text));
        _file.Flush();
        if (!LockFile.Holds(first))
        {
            // The file would say that its process has ended while it runs: better none.
            _path = first;
            Dispose();
            return;
        }

        if (first != path)
        {
            File.Move(first, path);
        }
    }

    /// <summary>Removes it.</summary>
    public void Dispose()
    {
        _file.Dispose();
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            // Nobody holds it any more, so the next one removes it.
        }
    }

    /// <summary>What a file holds whose process has ended; null if that is alive, or nothing can be told.</summary>
    public static string? TextIfOrphaned(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            if (!LockFile.Holds(path))
            {
                return null;
            }

            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            return null;
        }
    }
}
