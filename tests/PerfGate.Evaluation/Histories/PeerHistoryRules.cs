namespace PerfGate.Evaluation.Histories;

/// <summary>The rules of other tools.</summary>
internal static class PeerHistoryRules
{
    private const int Window = 10;

    public static IReadOnlyList<HistoryRule> All { get; } =
    [
        HistoryRule.OfEach("github-action-benchmark: twice the last", (levels, _) => AboveLast(levels, 2)),
        HistoryRule.OfEach("the same at 1.05 times the last", (levels, _) => AboveLast(levels, 1.05)),
        HistoryRule.OfEach("mean of the last 10, ± 3 deviations", (levels, _) => Enumerable.Range(Window, levels.Length - Window).Where(i =>
        {
            var last = levels[(i - Window)..i];
            var mean = last.Average();
            return Math.Abs(levels[i] - mean) > 3 * Math.Sqrt(last.Sum(v => (v - mean) * (v - mean)) / (Window - 1));
        })),
    ];

    private static IEnumerable<int> AboveLast(double[] levels, double factor) => Enumerable.Range(1, levels.Length - 1).Where(i => levels[i] > factor * levels[i - 1]);
}
