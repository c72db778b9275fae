using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Histories;

/// <summary>What a session measured of one benchmark and metric, in one number.</summary>
public sealed record HistoryValue
{
    /// <summary>The most launches that a value can be of.</summary>
    public const int MostLaunches = 10_000;

    /// <summary>Checks and keeps a value.</summary>
    /// <param name="id">The benchmark.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="value">The value, in the metric's base unit: see <see cref="Of"/>.</param>
    /// <param name="launches">How many launches it is of, from 1 to <see cref="MostLaunches"/>.</param>
    /// <param name="spread">How far the launches lay apart, as a share; 0 where that is not known, and for one launch.</param>
    /// <exception cref="ArgumentException">A number that cannot have been measured.</exception>
    public HistoryValue(BenchmarkId id, Metric metric, double value, int launches, double spread = 0)
    {
        if (!Plausible.Is(value) || (metric.Kind == MetricKind.Sampled && value <= 0) || (metric.Name == Metric.Allocated.Name && value < 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"{metric.Name} is {value:R}"), nameof(value));
        }

        if (launches is < 1 or > MostLaunches)
        {
            throw new ArgumentException(FormattableString.Invariant($"{metric.Name} has {launches} launches"), nameof(launches));
        }

        if (!(spread >= 0 && Plausible.Is(spread)))
        {
            throw new ArgumentException(FormattableString.Invariant($"{metric.Name} has a spread of {spread:R}"), nameof(spread));
        }

        (Id, Metric, Value, Launches, Spread) = (id, metric, value, launches, spread);
    }

    /// <summary>The benchmark.</summary>
    public BenchmarkId Id { get; }

    /// <summary>The metric.</summary>
    public Metric Metric { get; }

    /// <summary>The value, in the metric's base unit.</summary>
    public double Value { get; }

    /// <summary>How many launches it is of.</summary>
    public int Launches { get; }

    /// <summary>How far the launches of the fast state lay apart, as a share: see <see cref="FastState.Spread"/>.</summary>
    public double Spread { get; }

    /// <summary>
    /// Sums a sample up. A sampled metric becomes its best iteration: what disturbs makes worse. On recorded noise the best launch tells steps between sessions apart more often than the level of
    /// the best third of launches, or their median: docs/evaluation.md. An exact metric becomes its median.
    /// </summary>
    /// <exception cref="ArgumentException">The sample holds what cannot have been measured.</exception>
    public static HistoryValue Of(Measured measured)
    {
        var (id, metric, sample) = measured;
        if (metric.Kind == MetricKind.Exact)
        {
            return new HistoryValue(id, metric, LaunchSummary.Median(sample), sample.Launches.Length);
        }

        var isTime = metric.Direction == MetricDirection.LowerIsBetter;
        var best = LaunchSummary.Best(sample, metric.Direction);
        // What should be high is a time where it is turned over.
        var spread = FastState.Of([.. best.Select(value => isTime ? value : 1 / value)]).Spread;
        return new HistoryValue(id, metric, isTime ? best.Min() : best.Max(), sample.Launches.Length, spread);
    }
}
