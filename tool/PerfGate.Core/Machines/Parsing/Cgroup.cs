using System.Globalization;

namespace PerfGate.Machines.Parsing;

/// <summary>The processor quota of a Linux container: cgroups, version 1 and 2.</summary>
public static class Cgroup
{
    /// <summary>The group of this process, of the unified hierarchy (version 2) or of the processor's controller (version 1).</summary>
    /// <param name="procSelfCgroup">/proc/self/cgroup (cgroups(7)).</param>
    /// <returns>Both paths; null where there is no such hierarchy.</returns>
    /// <exception cref="FormatException">It is something else.</exception>
    public static (string? Unified, string? Cpu) PathsOf(string procSelfCgroup)
    {
        var entries = procSelfCgroup.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', 3)).ToList();
        return entries.Exists(entry => entry.Length != 3)
            ? throw new FormatException("/proc/self/cgroup has a line without three parts")
            : (entries.Find(entry => entry[1].Length == 0)?[2], entries.Find(entry => entry[1].Split(',').Contains("cpu"))?[2]);
    }

    /// <summary>How many cores' time a cpu.max allows: <c>50000 100000</c> is half a core; infinite for <c>max</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static double CoresOf(string cpuMax) => cpuMax.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["max", _] => double.PositiveInfinity,
        [var quota, var period] => CoresOf(quota, period),
        _ => throw new FormatException($"cpu.max is '{cpuMax.Trim()}'"),
    };

    /// <summary>How many cores' time cpu.cfs_quota_us and cpu.cfs_period_us allow; infinite for a quota of -1.</summary>
    /// <exception cref="FormatException">They are something else.</exception>
    public static double CoresOf(string quota, string period) =>
        quota.Trim() == "-1" ? double.PositiveInfinity
        : long.TryParse(quota, CultureInfo.InvariantCulture, out var q) && long.TryParse(period, CultureInfo.InvariantCulture, out var p) && q > 0 && p > 0
            ? q / (double)p
            : throw new FormatException($"a processor quota is '{quota.Trim()}' of '{period.Trim()}'");
}
