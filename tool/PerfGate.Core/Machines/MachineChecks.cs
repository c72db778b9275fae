using System.Globalization;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Model;

namespace PerfGate.Machines;

/// <summary>What about a machine may spoil a measurement.</summary>
public static class MachineChecks
{
    private const double BusyShare = 0.1;
    private const double BusyCores = 0.5;
    private const double LoadShare = 0.75;
    private const double StolenShare = 0.01;
    private const double LeastAvailable = 0.1;
    private const long MostSwapped = 64L << 20;
    private const long LeastFree = 1L << 30;

    /// <summary>Looks at everything that the machine tells.</summary>
    public static IEnumerable<Finding> Of(MachineFacts m) =>
    [
        Finding.Of("background load", m.Activity, activity => Load(activity, m.LogicalCores)),
        Finding.Of("stolen time", m.Activity, Steal),
        Finding.Of("memory", m.Memory, Memory),
        Cores(m.LogicalCores),
        Finding.Of("processor quota", m.QuotaCores, quota => Quota(quota, m.LogicalCores)),
        Finding.Of("virtual machine", m.Hypervisor, Virtual),
        Finding.Of("frequency governor", m.Governors, governors => Governor([.. governors])),
        Finding.Of("turbo", m.Turbo, Turbo),
        Finding.Of("sibling cores", m.Smt, isOn => !isOn && m.Hypervisor is { Problem: null, Value.Length: > 0 }
            ? Finding.Unread("sibling cores", "a hypervisor shows its guests the cores it wants to")
            : Siblings(isOn)),
        Finding.Of("throttling by heat", m.Throttled, Throttling),
        Finding.Of("battery", m.OnBattery, Battery),
        Finding.Of("room for temporary files", m.FreeInTemp, Room),
        Finding.Of("memory layout", m.RandomLayout, Layout),
        RuntimeVariables.Check(m.Variables),
    ];

    private static Finding Load(MachineActivity a, int cores)
    {
        var seen = Invariant($"{a.BusyCores:0.00} of {cores} cores busy{(a.LoadAverage is { } load ? Invariant($", load average {load:0.00}") : "")}");
        var who = a.Busiest.IsEmpty ? "" : $": {string.Join(", ", a.Busiest.Select(b => Invariant($"{b.Process} ({b.Cores:0.00})")))}";
        return a.BusyCores >= Math.Min(BusyShare * cores, BusyCores) || a.LoadAverage >= LoadShare * cores
            ? Finding.Warning(
                "background load", DiagnosticCode.PG2020, "the machine is busy with something else", seen + who,
                "Stop what runs beside the suite, or wait until it is done; many short launches see past bursts of it")
            : Finding.Fine("background load", seen);
    }

    private static Finding Steal(MachineActivity a) => a.StolenShare switch
    {
        null => Finding.Unread("stolen time", "this system does not tell"),
        >= StolenShare => Finding.Warning(
            "stolen time", DiagnosticCode.PG2024, "the host takes processor time away", Invariant($"{100 * a.StolenShare:0.0} % of it"),
            "Take a machine whose cores are its own, or more and shorter launches"),
        _ => Finding.Fine("stolen time", Invariant($"{100 * a.StolenShare:0.0} %")),
    };

    private static Finding Memory(MemoryState m)
    {
        var seen = $"{Bytes(m.Available)} of {Bytes(m.Total)} available, {(m.Swapped is { } swapped ? $"{Bytes(swapped)} swapped" : "swap could not be read")}";
        return m.Available < LeastAvailable * m.Total || m.Swapped > MostSwapped
            ? Finding.Warning(
                "memory", DiagnosticCode.PG2027, "memory is short, or was moved to disk", seen,
                "Stop what holds memory; what was swapped is read back in the middle of a measurement")
            : Finding.Fine("memory", seen);
    }

    private static Finding Cores(int cores) => cores <= 2
        ? Finding.Warning(
            "cores", DiagnosticCode.PG2028, $"there {(cores == 1 ? "is" : "are")} only {Format.Count(cores, "core")}",
            "what else runs, the JIT and the garbage collector included, runs on the core that is measured",
            "Four or more cores leave the suite one of its own")
        : Finding.Fine("cores", Format.Count(cores, "core"));

    private static Finding Quota(double quota, int cores) => quota < cores
        ? Finding.Warning(
            "processor quota", DiagnosticCode.PG2030, "this container may use a part of the processor's time only",
            Invariant($"{quota:0.##} of {Format.Count(cores, "core")}; once that is spent, every thread is stopped for a while"),
            "Give the container whole cores instead of a quota: `--cpuset-cpus` for docker, the static CPU manager for Kubernetes")
        : Finding.Fine("processor quota", "none");

    private static Finding Virtual(string hypervisor) => hypervisor.Length > 0
        ? Finding.Warning(
            "virtual machine", DiagnosticCode.PG2023, "this is a virtual machine", hypervisor,
            "Other guests come and go: many short launches, and `calibrate` to see what can be detected here; bare metal sees more")
        : Finding.Fine("virtual machine", "bare metal");

    private static Finding Governor(IReadOnlyList<string> governors) =>
        governors.All(name => name is "performance" or "high performance" or "ultimate performance")
            ? Finding.Fine("frequency governor", string.Join(", ", governors))
            : Finding.Warning(
                "frequency governor", DiagnosticCode.PG2021, "the processor's frequency is not held high", string.Join(", ", governors),
                OperatingSystem.IsWindows() ? "`powercfg /setactive SCHEME_MIN` chooses high performance" : "`sudo cpupower frequency-set --governor performance`");

    private static Finding Turbo(bool isOn) => isOn
        ? Finding.Warning(
            "turbo", DiagnosticCode.PG2022, "turbo is on: the frequency depends on heat and on the other cores", null,
            "`echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo`, or `echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost`, for as long as is measured")
        : Finding.Fine("turbo", "off");

    private static Finding Siblings(bool isOn) => isOn
        ? Finding.Warning(
            "sibling cores", DiagnosticCode.PG2029, "two logical cores share a physical one", "simultaneous multithreading is active",
            "`echo off | sudo tee /sys/devices/system/cpu/smt/control`, or keep the sibling of the measured core idle")
        : Finding.Fine("sibling cores", "none");

    private static Finding Throttling(long times) => times > 0
        ? Finding.Warning(
            "throttling by heat", DiagnosticCode.PG2031, "the processor was slowed down by its own heat",
            Invariant($"{times} times since the machine started"), "Cool it, or hold its frequency lower")
        : Finding.Fine("throttling by heat", "never since the machine started");

    private static Finding Battery(bool isOn) => isOn
        ? Finding.Warning(
            "battery", DiagnosticCode.PG2025, "the machine runs on its battery", null, "Plug it in: on battery, frequencies are held low")
        : Finding.Fine("battery", "not in use");

    private static Finding Room(long free) => free < LeastFree
        ? Finding.Warning(
            "room for temporary files", DiagnosticCode.PG2034, "little room is left for what suites write", Bytes(free),
            "Make room, or let TMPDIR (TEMP on Windows) name another disk")
        : Finding.Fine("room for temporary files", Bytes(free));

    // Code can be several percent slower where its stack happens to lie, which paths and variables move: Mytkowicz et al., "Producing wrong data without doing anything obviously
    // wrong" (2009). Drawn anew in each start it is noise; the same in all of one side's, it looks like slower code.
    private static Finding Layout(bool isRandom) => isRandom
        ? Finding.Fine("memory layout", "drawn anew in each start")
        : Finding.Warning(
            "memory layout", DiagnosticCode.PG2040, "the system lays out the memory of each process alike",
            "address space layout randomization is off, so the length of a path or of a variable can make a side slower in all its starts",
            "`sudo sysctl kernel.randomize_va_space=2`; do not start PerfGate below `setarch --addr-no-randomize` or a debugger");

    private static string Bytes(long bytes) => Format.Value(bytes, Metric.Allocated);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
