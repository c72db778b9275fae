using System.Globalization;
using PerfGate.Model;
using PerfGate.Results;

namespace PerfGate.Baselines;

/// <summary>
/// Which values no file holds: those that cannot have been measured. The writer and the reader ask the same, so that nothing is stored that is
/// refused later.
/// </summary>
internal static class Unstorable
{
    private const int MostLaunches = 10_000;

    /// <summary>What is wrong with the first value that cannot be, such as <c>time is 0 in launch 2</c>; null if all of them can.</summary>
    public static string? In(Metric metric, IReadOnlyList<IReadOnlyList<double>> launches)
    {
        if (launches.Count > MostLaunches)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{metric.Name} has {launches.Count} launches, more than {MostLaunches}");
        }

        foreach (var (i, launch) in launches.Index())
        {
            if (launch.Count == 0)
            {
                return $"{metric.Name} has no value in launch {i + 1}";
            }

            foreach (var value in launch.Where(value => !CanBe(metric, value)))
            {
                return $"{metric.Name} is {value.ToString("R", CultureInfo.InvariantCulture)} in launch {i + 1}";
            }
        }

        return null;
    }

    // A ratio of what is zero or negative says nothing; bytes are not negative; other counters may count down.
    private static bool CanBe(Metric metric, double value) => Plausible.Is(value)
        && (metric.Kind == MetricKind.Sampled ? value > 0 : metric.Name != Metric.Allocated.Name || value >= 0);
}
