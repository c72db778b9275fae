using System.Collections.Immutable;

namespace PerfGate.Machines;

/// <summary>What a machine tells of itself.</summary>
/// <param name="LogicalCores">How many logical cores this process may use.</param>
/// <param name="Activity">What the machine does right now.</param>
/// <param name="Governors">The frequency governors or power plans in use, each once.</param>
/// <param name="Turbo">Whether the processor may clock above its base frequency.</param>
/// <param name="Hypervisor">The hypervisor's name, or an empty text on bare metal.</param>
/// <param name="Smt">Whether logical cores share physical ones.</param>
/// <param name="QuotaCores">How many cores' time a container may use; infinite without a limit.</param>
/// <param name="Throttled">How often heat slowed the processor down since the machine started.</param>
/// <param name="OnBattery">Whether it runs on a battery.</param>
/// <param name="Memory">Its memory.</param>
/// <param name="FreeInTemp">How many bytes are free where suites write.</param>
/// <param name="RandomLayout">Whether the system draws the places of a process' memory anew for each one.</param>
/// <param name="Variables">Variables of the environment, as NAME=value.</param>
public sealed record MachineFacts(
    int LogicalCores,
    Reading<MachineActivity> Activity,
    Reading<ImmutableArray<string>> Governors,
    Reading<bool> Turbo,
    Reading<string> Hypervisor,
    Reading<bool> Smt,
    Reading<double> QuotaCores,
    Reading<long> Throttled,
    Reading<bool> OnBattery,
    Reading<MemoryState> Memory,
    Reading<long> FreeInTemp,
    Reading<bool> RandomLayout,
    ImmutableArray<string> Variables);

/// <summary>What a machine did in a short while.</summary>
/// <param name="BusyCores">How many cores were busy on average, without this process.</param>
/// <param name="StolenShare">The share of the processor's time that the host took away, in [0, 1]; null where no one tells.</param>
/// <param name="LoadAverage">The load average of the last minute; null where there is none.</param>
/// <param name="Busiest">The busiest processes with the cores that they used, the busiest first.</param>
public sealed record MachineActivity(
    double BusyCores, double? StolenShare, double? LoadAverage, ImmutableArray<(string Process, double Cores)> Busiest);

/// <summary>A machine's memory, in bytes.</summary>
/// <param name="Total">All of it.</param>
/// <param name="Available">What a new process may have.</param>
/// <param name="Swapped">What was moved to disk; null where no one tells.</param>
public sealed record MemoryState(long Total, long Available, long? Swapped);
