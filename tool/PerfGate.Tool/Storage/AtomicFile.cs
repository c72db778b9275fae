using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>
/// Writes a file whole or not at all: into a temporary file beside it, forced to the disk, then renamed over it. What
/// was there before stays until the new text is complete.
/// </summary>
internal static class AtomicFile
{
    private const string Extension = "tmp";

    /// <exception cref="PerfGateException">With the code given: the folder or disk does not take it, or a link that git keeps leads out of the repository. Nothing is left behind.</exception>
    public static void Write(string path, string text, DiagnosticCode onFailure)
    {
        KeptLinks.RefuseOut(path, onFailure);
        try
        {
            if (IsDevice(path))
            {
                File.WriteAllText(path, text);
                return;
            }

            WriteAndRename(Path.GetFullPath(path), text);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            throw new PerfGateException(
                Diagnostic.Error(
                    onFailure, $"'{path}' could not be written", DiskErrors.Text(e),
                    "Make room or choose a folder that can be written; what was there before is unchanged"),
                e);
        }
    }

    /// <summary>Whether a path is a device or a pipe (/dev/stdout, process substitution), to which is written once.</summary>
    // They must not be renamed over: root would replace /dev/null by a file. .NET does not tell them from files on Unix, so their place has to.
    public static bool IsDevice(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path)
        && (File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path)) is var target
        && (target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal));

    /// <summary>Removes what processes left in a folder that were killed while they wrote. Nobody may be writing there now.</summary>
    public static void RemoveLeftOvers(string folder)
    {
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, $"*.{Extension}") : [])
        {
            if (Path.GetFileNameWithoutExtension(file).Split('.') is [_, .., var id] && Guid.TryParseExact(id, "N", out _))
            {
                DeleteIfPossible(file);
            }
        }
    }

    private static void WriteAndRename(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.{Extension}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                using (var writer = new StreamWriter(stream, leaveOpen: true))
                {
                    writer.Write(text);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            DeleteIfPossible(temporary);
            throw;
        }
    }

    // What was wrong before says more than that this does not work either.
    private static void DeleteIfPossible(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
        }
    }
}
