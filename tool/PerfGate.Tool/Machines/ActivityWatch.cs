using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using PerfGate.Machines;
using PerfGate.Machines.Parsing;

namespace PerfGate.Tool.Machines;

/// <summary>Watches for a second what the machine does.</summary>
internal static class ActivityWatch
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(1);
    private const double WorthNaming = 0.02;
    private const int Named = 3;

    /// <summary>Watches; this process sleeps meanwhile and is not counted.</summary>
    public static async Task<Reading<MachineActivity>> WatchAsync(CancellationToken cancellation)
    {
        var before = TimesOfOthers();
        var statBefore = Attempt.To(Stat);
        var clock = Stopwatch.StartNew();
        await Task.Delay(Watched, cancellation);
        var elapsed = clock.Elapsed;
        var statAfter = Attempt.To(Stat);
        var busiest = TimesOfOthers()
            .Where(p => before.TryGetValue(p.Key, out var earlier) && earlier.Name == p.Value.Name)
            .Select(p => (Name: $"{p.Value.Name}, process {p.Key}", Cores: (p.Value.Time - before[p.Key].Time) / elapsed))
            .Where(p => p.Cores >= WorthNaming)
            .OrderByDescending(p => p.Cores)
            .ToImmutableArray();
        return Attempt.To(() => OperatingSystem.IsLinux()
            ? OfSystem(Value(statBefore), Value(statAfter), busiest)
            : new MachineActivity(busiest.Sum(p => p.Cores), StolenShare: null, LoadAverage: null, [.. busiest.Take(Named)]));
    }

    private static MachineActivity OfSystem(ProcStat before, ProcStat after, ImmutableArray<(string, double)> busiest)
    {
        var spent = after.Since(before);
        return new MachineActivity(
            (double)spent.Busy / spent.Total * MachineCores(),
            (double)spent.Stolen / spent.Total,
            SysText.LoadAverage(File.ReadAllText("/proc/loadavg")),
            [.. busiest.Take(Named)]);
    }

    private static T Value<T>(Reading<T> reading) => reading.Problem is { } problem ? throw new FormatException(problem) : reading.Value;

    private static ProcStat Stat() => ProcStat.Parse(File.ReadAllText("/proc/stat"));

    // A container may see fewer cores than /proc/stat counts.
    private static int MachineCores() => File.ReadLines("/proc/stat").Count(line => line.StartsWith("cpu", StringComparison.Ordinal)) - 1;

    private static Dictionary<int, (string Name, TimeSpan Time)> TimesOfOthers()
    {
        var times = new Dictionary<int, (string, TimeSpan)>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                try
                {
                    if (process.Id != Environment.ProcessId)
                    {
                        times[process.Id] = (process.ProcessName, process.TotalProcessorTime);
                    }
                }
                catch (Exception e) when (e is Win32Exception or InvalidOperationException or NotSupportedException)
                {
                    // It ended meanwhile, or is not ours to look at.
                }
            }
        }

        return times;
    }
}
