using System.Globalization;
using PerfGate.Histories;
using PerfGate.Histories.Changes;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Evaluation.Histories;

/// <summary>What <c>perfgate history</c> finds.</summary>
internal static class OurHistoryRule
{
    public static HistoryRule Ours { get; } = new("rank sums and rank correlation (ours)", Find);

    /// <summary>The same, where a session's number is another one.</summary>
    public static IReadOnlyList<HistoryRule> OnOtherLevels { get; } =
    [
        new("ours, on the median of the least third", Find) { Level = launches => FastState.Of(launches).Level },
        new("ours, on the median launch", Find) { Level = LaunchSummary.Median },
    ];

    private static IReadOnlyList<(int Benchmark, int Place, bool IsCreep)> Find(double[][] suite)
    {
        var ids = suite.Select((_, i) => BenchmarkId.Parse(string.Create(CultureInfo.InvariantCulture, $"Suite.Type.B{i}"))).ToList();
        var line = new HistoryLine([.. Enumerable.Range(0, suite[0].Length).Select(session => new HistorySession(
            "suite", new EnvironmentKey("here"), "", "", null, DateTimeOffset.UnixEpoch.AddDays(session), HistoryOrigin.Run,
            suite.Select((levels, i) => new HistoryValue(ids[i], Metric.Time, levels[session], 1))))]);
        return [.. HistoryChanges.Find(line, HistoryRule.Alpha).Select(change => (ids.IndexOf(change.Series.Id), change.IsCreep ? change.Before : change.After, change.IsCreep))];
    }
}
