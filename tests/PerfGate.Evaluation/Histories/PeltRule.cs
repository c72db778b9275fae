using PerfGate.Statistics;

namespace PerfGate.Evaluation.Histories;

/// <summary>
/// Optimal partitioning by levels: least squares, with Schwarz's penalty for each step, and a deviation that is taken from neighbours' differences (R. Killick et al., 2012; without the pruning,
/// which only saves time).
/// </summary>
internal static class PeltRule
{
    private const int Least = 3;

    public static HistoryRule Of(double penalty) => HistoryRule.OfEach($"PELT on levels, penalty of {penalty:0.#} log n", (levels, _) => Places([.. levels.Select(level => Math.Log(level))], penalty));

    private static IEnumerable<int> Places(double[] logs, double penalty)
    {
        var differences = Enumerable.Range(1, logs.Length - 1).Select(i => Math.Abs(logs[i] - logs[i - 1])).ToArray();
        var variance = Math.Pow(LaunchSummary.Median(differences) / (0.6745 * Math.Sqrt(2)), 2);
        var cost = penalty * Math.Log(logs.Length) * Math.Max(variance, 1e-12);
        double[] sums = [0, .. Cumulative(logs)];
        double[] squares = [0, .. Cumulative([.. logs.Select(v => v * v)])];
        var best = Enumerable.Repeat(double.PositiveInfinity, logs.Length + 1).ToArray();
        var previous = new int[logs.Length + 1];
        best[0] = -cost;
        for (var end = Least; end <= logs.Length; end++)
        {
            for (var start = 0; start <= end - Least; start++)
            {
                var sum = sums[end] - sums[start];
                var total = best[start] + squares[end] - squares[start] - (sum * sum / (end - start)) + cost;
                if (total < best[end])
                {
                    (best[end], previous[end]) = (total, start);
                }
            }
        }

        for (var at = previous[logs.Length]; at > 0; at = previous[at])
        {
            yield return at;
        }
    }

    private static IEnumerable<double> Cumulative(double[] values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            yield return sum += value;
        }
    }
}
