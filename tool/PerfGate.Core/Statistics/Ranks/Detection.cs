namespace PerfGate.Statistics.Ranks;

/// <summary>
/// From which slowdown on a check would have caught a benchmark, four times out of five: such a check is drawn again and again from the launches there are
/// (B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979), and the least factor is found at which in each of them the search makes a suspect of it and the
/// launches in turn prove it.
/// </summary>
public static class Detection
{
    // All of the drawn checks have to catch it: launches drawn from few look less noisy than the next ones will be. Of real checks about four in five do then, see
    // docs/evaluation.md.
    private const int Checks = 40;
    private const int Halvings = 12;
    private const double Largest = 8;

    // What proving has at its end: see Looks. The suspects of a build are about an eighth of its benchmarks (SearchTest), and share the error.
    private const int LaunchesToProve = 48;
    private const double ShareOfEnd = 0.5;
    private const int BenchmarksForSuspect = 8;

    /// <summary>The least slowdown, as a share (0.05 is 5 %); null if the launches are too few, or it would be more than eightfold.</summary>
    /// <param name="candidate">What the candidate costs, one number for each launch; at least one.</param>
    /// <param name="baseline">The same of the baseline.</param>
    /// <param name="ratio">How many times the candidate's is the baseline's: both are taken for the same code.</param>
    /// <param name="minimumEffect">The least change that matters, as a share.</param>
    /// <param name="alpha">The error of the build.</param>
    /// <param name="comparisons">How many comparisons share it.</param>
    public static double? Of(IReadOnlyList<double> candidate, IReadOnlyList<double> baseline, double ratio, double minimumEffect, double alpha, int comparisons)
    {
        if (!SearchTest.CanFind(candidate.Count, baseline.Count))
        {
            return null;
        }

        double[] pool = [.. baseline, .. candidate.Select(value => value / ratio)];
        // The same launches give the same answer.
        var random = new Random(pool.Length);
        var suspects = Math.Max(1, comparisons / BenchmarksForSuspect);
        var proof = new TestDesign(suspects).For(LaunchesToProve, LaunchesToProve);
        var level = alpha * ShareOfEnd / suspects;
        var least = 1.0;
        for (var check = 0; check < Checks && double.IsFinite(least); check++)
        {
            var (now, before) = (Draw(candidate.Count), Draw(baseline.Count));
            var (inTurn, atCommit) = (Draw(LaunchesToProve), Draw(LaunchesToProve));
            // Most checks catch what an earlier one needed, so few have to be searched.
            if (check == 0 || !IsCaught(least))
            {
                least = Math.Max(least, Least(IsCaught));
            }

            bool IsCaught(double f) =>
                SearchTest.PValueGreater(Times(now, f), before) <= SearchTest.SuspectAt && proof.PValueGreater(Times(inTurn, f), atCommit) <= level;
        }

        return double.IsFinite(least) ? least - 1 : null;

        double[] Draw(int count)
        {
            var drawn = new double[count];
            foreach (ref var value in drawn.AsSpan())
            {
                value = pool[random.Next(pool.Length)];
            }

            return drawn;
        }

        double[] Times(double[] values, double f) => [.. values.Select(value => value * f / (1 + minimumEffect))];
    }

    private static double Least(Func<double, bool> isCaught)
    {
        if (!isCaught(Largest))
        {
            return double.PositiveInfinity;
        }

        var (low, high) = (0.0, Math.Log(Largest));
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = isCaught(Math.Exp(middle)) ? (low, middle) : (middle, high);
        }

        return Math.Exp(high);
    }
}
