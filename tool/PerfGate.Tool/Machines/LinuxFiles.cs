using System.Collections.Immutable;
using PerfGate.Machines;
using PerfGate.Machines.Parsing;

namespace PerfGate.Tool.Machines;

/// <summary>What Linux tells in /proc and /sys. A file that is not there throws: that something could not be read is news, too.</summary>
internal static class LinuxFiles
{
    private const string Cpus = "/sys/devices/system/cpu";
    private const string Groups = "/sys/fs/cgroup";

    public static ImmutableArray<string> Governors() =>
        [.. OfEachCpu("cpufreq/scaling_governor").Select(SysText.Word).Distinct().Order(StringComparer.Ordinal)];

    public static bool Turbo() => File.Exists($"{Cpus}/intel_pstate/no_turbo")
        ? !SysText.Flag(File.ReadAllText($"{Cpus}/intel_pstate/no_turbo"))
        : SysText.Flag(File.ReadAllText($"{Cpus}/cpufreq/boost"));

    public static bool Smt() => SysText.Flag(File.ReadAllText($"{Cpus}/smt/active"));

    public static bool RandomLayout() => SysText.IsLayoutRandom(File.ReadAllText("/proc/sys/kernel/randomize_va_space"), File.ReadAllText("/proc/self/personality"));

    public static long Throttled() => OfEachCpu("thermal_throttle/core_throttle_count").Sum(SysText.Count);

    public static MemoryState Memory() => MemInfo.Parse(File.ReadAllText("/proc/meminfo"));

    /// <summary>Whether a battery of the machine itself, not of a mouse, is being discharged.</summary>
    public static bool OnBattery() => Directory.GetDirectories("/sys/class/power_supply").Any(supply =>
        TextOf(supply, "type") == "Battery" && TextOf(supply, "scope") != "Device" && TextOf(supply, "status") == "Discharging");

    /// <summary>The least of the limits of this process' group and of those around it.</summary>
    public static double QuotaCores()
    {
        var (unified, cpu) = Cgroup.PathsOf(File.ReadAllText("/proc/self/cgroup"));
        double[] limits =
        [
            .. Upwards(Groups, unified).Select(group => Path.Combine(group, "cpu.max")).Where(File.Exists).Select(file => Cgroup.CoresOf(File.ReadAllText(file))),
            .. Upwards($"{Groups}/cpu", cpu).Select(group => Path.Combine(group, "cpu.cfs_quota_us")).Where(File.Exists)
                .Select(file => Cgroup.CoresOf(File.ReadAllText(file), File.ReadAllText(file.Replace("quota", "period", StringComparison.Ordinal)))),
        ];
        // The root group of a machine has no file; a controller that is not there limits nothing.
        return Directory.Exists(Groups) ? limits.Append(double.PositiveInfinity).Min() : throw new IOException($"{Groups} does not exist");
    }

    // Inside a container the path may be the host's, of which only the end, or nothing, is to be seen.
    private static IEnumerable<string> Upwards(string root, string? path)
    {
        for (var group = path?.TrimEnd('/'); group is { Length: > 0 }; group = group[..group.LastIndexOf('/')])
        {
            yield return root + group;
        }

        yield return root;
    }

    private static IEnumerable<string> OfEachCpu(string file)
    {
        var files = Directory.GetDirectories(Cpus, "cpu*").Select(cpu => Path.Combine(cpu, file)).Where(File.Exists).ToList();
        return files.Count == 0 ? throw new IOException($"{Cpus}/cpu*/{file} does not exist") : files.Select(File.ReadAllText);
    }

    private static string TextOf(string folder, string file) =>
        File.Exists(Path.Combine(folder, file)) ? File.ReadAllText(Path.Combine(folder, file)).Trim() : "";
}
