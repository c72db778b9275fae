using PerfGate.Model;
using PerfGate.Statistics;
using PerfGate.Statistics.ChangePoints;

namespace PerfGate.Histories.Changes;

/// <summary>A series as it is searched: without the sessions of what was not committed.</summary>
internal sealed class Searched
{
    private readonly HistorySeries _series;
    private readonly HistoryPoint[] _points;

    private Searched(HistorySeries series, HistoryPoint[] points, bool isExact)
    {
        (_series, _points, IsExact) = (series, points, isExact);
        // A counter that may be zero or negative has no logarithms.
        Logs = !isExact && Array.TrueForAll(points, point => point.Value.Value > 0) ? Array.ConvertAll(points, point => Math.Log(point.Value.Value)) : [];
    }

    /// <summary>The values' logarithms; empty where they are not tested.</summary>
    public double[] Logs { get; }

    /// <summary>Whether the values repeat, so that nothing is tested.</summary>
    public bool IsExact { get; }

    /// <summary>Whether there are values enough for a step.</summary>
    public bool IsTested => Logs.Length >= 2 * StepScan.LeastBeside;

    /// <summary>Prepares a series.</summary>
    public static Searched Of(HistorySeries series, HistoryLine line, double leastEffect)
    {
        HistoryPoint[] points = [.. series.Points.Where(point => line.Sessions[point.Session].Commit is not { IsDirty: true })];
        return new Searched(
            series, points, series.Metric.Kind == MetricKind.Exact && points.Length > 0 && ExactSteps.Repeats(Array.ConvertAll(points, point => point.Value.Value), leastEffect));
    }

    /// <summary>The steps of values that repeat.</summary>
    public IEnumerable<HistoryChange> ExactChanges(double leastEffect)
    {
        int[] bounds = [0, .. ExactSteps.Find(Array.ConvertAll(_points, point => point.Value.Value), leastEffect), _points.Length];
        for (var i = 1; i < bounds.Length - 1; i++)
        {
            var change = Change(bounds[i] - 1, bounds[i], isCreep: false, Level(bounds[i - 1], bounds[i]), Level(bounds[i], bounds[i + 1]), pValue: null);
            if (!(Math.Abs(change.To - change.From) <= leastEffect * Math.Abs(change.From)))
            {
                yield return change;
            }
        }
    }

    /// <summary>The changes of values that scatter.</summary>
    public IEnumerable<HistoryChange> Changes(double alpha, double leastEffect) =>
        ChangeSearch.Find(Logs, alpha).Where(change => Math.Abs(change.Shift) >= Math.Log(1 + leastEffect)).Select(change =>
            Change(change.IsCreep ? change.Start : change.Start - 1, change.End, change.IsCreep, Math.Exp(change.Level), Math.Exp(change.Level + change.Shift), change.PValue));

    private HistoryChange Change(int before, int after, bool isCreep, double from, double to, double? pValue) =>
        new(_series, _points[before].Session, _points[after].Session, isCreep, from, to, pValue);

    private double Level(int start, int end) => LaunchSummary.Median([.. _points[start..end].Select(point => point.Value.Value)]);
}
