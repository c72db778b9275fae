using PerfGate.Baselines;

namespace PerfGate.Tool.Storage;

/// <summary>Tells what is stored from other files, so that a slip in a path does not cost a baseline.</summary>
internal static class StoredFile
{
    private static ReadOnlySpan<byte> OfSqlite => "SQLite format 3\0"u8;

    /// <summary>Whether a file is a baseline, a run, or a database of SQLite, as far as its first bytes tell.</summary>
    public static bool IsOne(string path)
    {
        if (!File.Exists(path) || AtomicFile.IsDevice(path))
        {
            return false;
        }

        try
        {
            using var file = File.OpenRead(path);
            var start = new byte[200];
            return file.CanSeek && start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)) is var read
                && (MeasurementsReader.Recognises(read) || read.StartsWith(OfSqlite));
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            return false;
        }
    }
}
