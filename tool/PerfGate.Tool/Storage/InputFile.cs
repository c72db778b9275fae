using PerfGate.Diagnostics;

namespace PerfGate.Tool.Storage;

/// <summary>
/// Reads a file that somebody else may have made, whole, with limits: what is too large, or never ends, is an error and no lack of memory. Pipes
/// can be read, as `compare &lt;(…) &lt;(…)` does.
/// </summary>
internal static class InputFile
{
    /// <summary>The largest file of measurements, in bytes: twenty thousand benchmarks of forty launches are a tenth of it.</summary>
    public const int MostOfMeasurements = 256 << 20;

    /// <summary>The largest file that people write, in bytes, and that a CI system does.</summary>
    public const int MostOfText = 32 << 20;

    /// <summary>What to do about a file that cannot be read.</summary>
    public const string LookAtIt = "Look whether it is the file that you mean, and whether this user may read it";

    // A pipe that nobody writes to would be waited for, for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">The most bytes it may have.</param>
    /// <exception cref="IOException">It cannot be read, is larger, or nothing came for a minute.</exception>
    public static byte[] Read(string path, int most = MostOfMeasurements)
    {
        var reading = Task.Run(() => ReadUpTo(path, most));
        return Task.WaitAny([reading], Patience) == 0
            ? reading.GetAwaiter().GetResult()
            : throw new IOException($"It did not end within {Patience.TotalSeconds} seconds.");
    }

    /// <summary>The bytes of a file that a measurement wrote, or that was saved of one.</summary>
    /// <exception cref="PerfGateException">PG2009: it cannot be read.</exception>
    public static byte[] ReadMeasured(string path)
    {
        try
        {
            return Read(path);
        }
        catch (Exception e) when (DiskErrors.Is(e))
        {
            throw new PerfGateException(Diagnostic.Error(DiagnosticCode.PG2009, $"'{path}' cannot be read", DiskErrors.Text(e), LookAtIt), e);
        }
    }

    private static byte[] ReadUpTo(string path, int most)
    {
        using var file = File.OpenRead(path);
        if (file.CanSeek && file.Length > most)
        {
            throw TooLarge(most);
        }

        using var bytes = new MemoryStream(file.CanSeek ? (int)file.Length : 0);
        var buffer = new byte[1 << 16];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > most)
            {
                throw TooLarge(most);
            }

            bytes.Write(buffer, 0, read);
        }

        // A file that did not grow meanwhile fills what was made for it.
        return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
    }

    private static IOException TooLarge(int most) => new($"It is larger than {most >> 20} MB, the most that is read.");
}
