using PerfGate.Results;

namespace PerfGate.Readers.BenchmarkDotNet;

/// <summary>
/// The times of each launch as BenchmarkDotNet's own tables have them: without the overhead that the launch measured for calling a method that does
/// nothing. Unlike there, outliers stay, as the launch's minimum is compared.
/// </summary>
internal static class LaunchTimes
{
    /// <summary>
    /// What is left at least, as a share of the overhead: where a benchmark does nothing, noise makes the rest negative, and its logarithm would not
    /// exist. Such a rest is far too small to judge.
    /// </summary>
    private const double LeastShare = 1e-3;

    /// <summary>The overhead, in nanoseconds, where BenchmarkDotNet has subtracted it, nothing is left, and it is not told: about that of a call.</summary>
    private const double OfACall = 1;

    /// <summary>The launches, in order, in nanoseconds for each operation.</summary>
    /// <param name="rows">The iterations of benchmark and overhead; at least one of the benchmark, and those usable.</param>
    public static Sample Of(Iteration[] rows)
    {
        var overheads = ByLaunch(rows.Where(m => m.Mode == IterationMode.Overhead))
            .Where(row => row.Time is >= 0 and < double.PositiveInfinity)
            .ToLookup(row => row.Launch, row => row.Time);
        return new Sample([.. ByLaunch(rows.Where(m => m.Mode == IterationMode.Workload))
            .GroupBy(row => row.Launch, row => row.Time)
            .OrderBy(launch => launch.Key)
            .Select(launch => launch.Contains(0)
                ? Without(OfACall, launch.Select(time => time + OfACall))
                : Without(Median([.. overheads[launch.Key].Order()]), launch))]);
    }

    // In process, all launches have one index: what begins again at the first iteration is the next one.
    private static IEnumerable<((int Index, int Part) Launch, double Time)> ByLaunch(IEnumerable<Iteration> rows)
    {
        var before = new Dictionary<int, (int Part, int Iteration)>();
        foreach (var row in rows)
        {
            var (part, iteration) = before.GetValueOrDefault(row.LaunchIndex);
            part += iteration > 0 && row.IterationIndex > 0 && row.IterationIndex <= iteration ? 1 : 0;
            before[row.LaunchIndex] = (part, row.IterationIndex);
            yield return ((row.LaunchIndex, part), row.NanosecondsPerOperation);
        }
    }

    private static Launch Without(double overhead, IEnumerable<double> iterations) => new(
        [.. iterations.Select(time => overhead == 0 ? time : Math.Max(time - overhead, overhead * LeastShare))],
        overhead: overhead);

    private static double Median(double[] sorted) => sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
