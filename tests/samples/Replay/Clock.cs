using System.Globalization;

namespace Replay;

/// <summary>The time that all starts of a check share: it goes on by one with each launch, of whichever side.</summary>
internal static class Clock
{
    /// <summary>Lets time pass.</summary>
    /// <param name="folder">Where it is counted.</param>
    /// <param name="launches">By how much.</param>
    /// <returns>What time it was.</returns>
    public static int Advance(string folder, int launches)
    {
        using var file = Open(Path.Combine(Directory.CreateDirectory(folder).FullName, "time"));
        using var reader = new StreamReader(file, leaveOpen: true);
        var text = reader.ReadToEnd();
        var now = text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
        file.SetLength(0);
        using var writer = new StreamWriter(file);
        writer.Write((now + launches).ToString(CultureInfo.InvariantCulture));
        return now;
    }

    // Whoever has it open has it alone.
    private static FileStream Open(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 200)
            {
                Thread.Sleep(10);
            }
        }
    }
}
