using System.Globalization;

namespace PerfGate.Machines.Parsing;

/// <summary>The memory of a Linux machine: /proc/meminfo.</summary>
public static class MemInfo
{
    private const long Kilobyte = 1024;

    /// <summary>Reads /proc/meminfo (proc_meminfo(5)).</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static MemoryState Parse(string text) => new(
        Bytes(text, "MemTotal"), Bytes(text, "MemAvailable"), Bytes(text, "SwapTotal") - Bytes(text, "SwapFree"));

    private static long Bytes(string text, string name)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal));
        return line?[(name.Length + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var number, "kB"]
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
                ? kilobytes * Kilobyte
                : throw new FormatException($"/proc/meminfo does not tell {name}");
    }
}
