using PerfGate.Explaining;
using PerfGate.Formatting;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Tool.Explaining;

/// <summary>The starts of one side, whose traces are kept until they are read: each has a folder of its own.</summary>
/// <param name="folder">Where the folders are made.</param>
/// <param name="side">What their names begin with.</param>
internal sealed class TracedStarts(string folder, string side)
{
    private readonly List<string> _folders = [];

    /// <summary>The variables of the next start.</summary>
    public IReadOnlyDictionary<string, string?> Next()
    {
        _folders.Add(Directory.CreateDirectory(Path.Combine(folder, $"{side}-{_folders.Count + 1}")).FullName);
        return Instruments.Tracing(_folders[^1]);
    }

    /// <summary>Reads the traces of all starts.</summary>
    /// <param name="id">The benchmark, by its name on this side.</param>
    /// <param name="run">What was measured; each start made one launch.</param>
    /// <param name="output">What was started.</param>
    /// <exception cref="InvalidDataException">A trace cannot be read, or the benchmark was not measured in each start.</exception>
    public IReadOnlyList<Profile> Read(BenchmarkId id, SuiteRun run, BuildOutput output)
    {
        var reader = new TraceReader(id, output.IsOwn);
        var times = run.Find(id, Metric.Time.Name) is { } time ? LaunchSummary.Minima(time.Sample) : [];
        var bytes = run.Find(id, Metric.Allocated.Name) is { } allocated ? LaunchSummary.Minima(allocated.Sample) : [];
        return times.Length == _folders.Count
            ? [.. _folders.Select((start, i) => reader.Read(start, times[i], i < bytes.Length ? bytes[i] : null))]
            : throw new InvalidDataException($"{_folders.Count} starts made {Format.Count(times.Length, "launch")}");
    }
}
