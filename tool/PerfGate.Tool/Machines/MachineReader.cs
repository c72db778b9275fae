using System.Collections;
using System.Collections.Immutable;
using PerfGate.Machines;
using PerfGate.Machines.Parsing;

namespace PerfGate.Tool.Machines;

/// <summary>Asks this machine about itself.</summary>
internal static class MachineReader
{
    /// <summary>Everything that <see cref="MachineChecks"/> looks at; it watches the machine for a second.</summary>
    public static async Task<MachineFacts> ReadAsync(CancellationToken cancellation)
    {
        var isLinux = OperatingSystem.IsLinux();
        // First of all, before this process itself starts others.
        var activity = await ActivityWatch.WatchAsync(cancellation);
        return new MachineFacts(
            Environment.ProcessorCount,
            activity,
            OperatingSystem.IsWindows()
                ? Attempt.To(() => ImmutableArray.Create(SysText.PowerPlan(Programs.OutputOf("powercfg", "/getactivescheme"))))
                : Attempt.To(isLinux, LinuxFiles.Governors),
            Attempt.To(isLinux, LinuxFiles.Turbo),
            Attempt.To(Processor.Hypervisor),
            Attempt.To(isLinux, LinuxFiles.Smt),
            Attempt.To(isLinux, LinuxFiles.QuotaCores),
            Attempt.To(isLinux, LinuxFiles.Throttled),
            OperatingSystem.IsWindows() ? Attempt.To(WindowsPower.OnBattery)
                : OperatingSystem.IsMacOS() ? Attempt.To(() => SysText.DrawsFromBattery(Programs.OutputOf("pmset", "-g", "batt")))
                : Attempt.To(isLinux, LinuxFiles.OnBattery),
            Attempt.To(() => isLinux ? LinuxFiles.Memory() : MemoryOfCollector()),
            Attempt.To(() => new DriveInfo(Path.GetTempPath()).AvailableFreeSpace),
            // Windows and macOS do it for every program of .NET.
            Attempt.To(() => !isLinux || LinuxFiles.RandomLayout()),
            [.. Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(v => $"{v.Key}={v.Value}")]);
    }

    // The garbage collector knows the memory's size, on every system.
    private static MemoryState MemoryOfCollector()
    {
        GC.Collect();
        var memory = GC.GetGCMemoryInfo();
        return new MemoryState(memory.TotalAvailableMemoryBytes, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes, Swapped: null);
    }
}
