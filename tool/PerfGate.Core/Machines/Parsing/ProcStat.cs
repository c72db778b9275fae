using System.Globalization;

namespace PerfGate.Machines.Parsing;

/// <summary>The processor's time since the start of a Linux machine, of all cores together, in ticks: /proc/stat.</summary>
/// <param name="Busy">What was worked, interrupts included.</param>
/// <param name="Idle">What was idle, or waited for a disk.</param>
/// <param name="Stolen">What the host took away.</param>
public sealed record ProcStat(long Busy, long Idle, long Stolen)
{
    /// <summary>All of it.</summary>
    public long Total => Busy + Idle + Stolen;

    /// <summary>Reads /proc/stat (proc_stat(5)). Guests' time is part of the user's already.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ProcStat Parse(string text)
    {
        var line = text.Split('\n').FirstOrDefault(line => line.StartsWith("cpu ", StringComparison.Ordinal))
            ?? throw new FormatException("/proc/stat has no line 'cpu'");
        long[] ticks = [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(Ticks)];
        // Before Linux 2.6.11 there was no eighth number; what it counts is then not known, and such kernels are gone.
        return ticks is [var user, var nice, var system, var idle, var wait, var interrupts, var soft, var stolen, ..]
            ? new ProcStat(user + nice + system + interrupts + soft, idle + wait, stolen)
            : throw new FormatException($"/proc/stat has {ticks.Length} numbers for 'cpu'");
    }

    /// <summary>What was spent since an earlier look.</summary>
    /// <exception cref="FormatException">Time ran backwards, or stood still.</exception>
    public ProcStat Since(ProcStat earlier) =>
        Total > earlier.Total ? new ProcStat(Math.Max(0, Busy - earlier.Busy), Math.Max(0, Idle - earlier.Idle), Math.Max(0, Stolen - earlier.Stolen))
            : throw new FormatException("/proc/stat did not move on");

    private static long Ticks(string number) => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        ? ticks
        : throw new FormatException($"/proc/stat has '{number}' where a number belongs");
}
