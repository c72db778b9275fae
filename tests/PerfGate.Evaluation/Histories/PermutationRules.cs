namespace PerfGate.Evaluation.Histories;

/// <summary>Statistics whose chance is told by permuting the sessions.</summary>
internal static class PermutationRules
{
    private const int Least = 3;

    public static IReadOnlyList<HistoryRule> All { get; } =
    [
        HistoryRule.OfEach("E-divisive, permutation", (levels, alpha) => Split(levels, alpha, EnergyScan)),
        HistoryRule.OfEach("CUSUM, permutation", (levels, alpha) => Split(levels, alpha, CusumScan)),
    ];

    private static IEnumerable<int> Split(double[] levels, double alpha, Func<double[], (double Statistic, int Place)> scan)
    {
        var logs = levels.Select(level => Math.Log(level)).ToArray();
        var found = new List<int>();
        var random = new Random(1);
        var permutations = (int)Math.Ceiling(1 / alpha) - 1;
        Inside(0, logs.Length);
        return found.Order();

        void Inside(int start, int end)
        {
            if (end - start < 2 * Least)
            {
                return;
            }

            var part = logs[start..end];
            var (statistic, place) = scan(part);
            var shuffled = part.ToArray();
            for (var i = 0; i < permutations; i++)
            {
                random.Shuffle(shuffled);
                if (scan(shuffled).Statistic >= statistic)
                {
                    return;
                }
            }

            found.Add(start + place);
            Inside(start, start + place);
            Inside(start + place, end);
        }
    }

    // N. A. James, D. S. Matteson, "ecp", 2013: the distance between both parts, less that within each, weighed by their sizes.
    private static (double Statistic, int Place) EnergyScan(double[] part)
    {
        var count = part.Length;
        // Sums of distances among the values before a place, and between both sides of it.
        var (before, between) = (0.0, 0.0);
        var after = Sum(part);
        var (best, at) = (double.NegativeInfinity, Least);
        for (var place = 1; place <= count - Least; place++)
        {
            var (toBefore, toAfter) = (0.0, 0.0);
            for (var i = 0; i < count; i++)
            {
                var distance = Math.Abs(part[place - 1] - part[i]);
                _ = i < place - 1 ? toBefore += distance : toAfter += distance;
            }

            before += toBefore;
            after -= toAfter;
            between += toAfter - toBefore;
            if (place >= Least)
            {
                var (m, n) = ((double)place, (double)count - place);
                var energy = m * n / (m + n) * ((2 * between / (m * n)) - (before / (m * (m - 1) / 2)) - (after / (n * (n - 1) / 2)));
                if (energy > best)
                {
                    (best, at) = (energy, place);
                }
            }
        }

        return (best, at);
    }

    private static double Sum(double[] part)
    {
        var sum = 0.0;
        for (var i = 0; i < part.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                sum += Math.Abs(part[i] - part[j]);
            }
        }

        return sum;
    }

    private static (double Statistic, int Place) CusumScan(double[] part)
    {
        var mean = part.Average();
        var (sum, best, at) = (0.0, 0.0, Least);
        for (var place = 1; place <= part.Length - Least; place++)
        {
            sum += part[place - 1] - mean;
            if (place >= Least && Math.Abs(sum) > best)
            {
                (best, at) = (Math.Abs(sum), place);
            }
        }

        return (best, at);
    }
}
