namespace PerfGate.Statistics;

/// <summary>
/// Holm's step-down correction (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979): rejecting
/// every hypothesis whose adjusted p-value is at most alpha makes a false rejection among all of them no more likely
/// than alpha, however they depend on each other.
/// </summary>
public static class Holm
{
    /// <summary>The adjusted p-values, in the order given; each in [p, 1].</summary>
    /// <param name="pValues">Each in [0, 1].</param>
    /// <param name="hypotheses">How many hypotheses share the error: these, and others that are tested elsewhere; no fewer than there are p-values.</param>
    public static double[] Adjust(IReadOnlyList<double> pValues, int hypotheses)
    {
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        foreach (var (rank, index) in Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).Index())
        {
            largest = Math.Max(largest, Math.Min(1, (hypotheses - rank) * pValues[index]));
            adjusted[index] = largest;
        }

        return adjusted;
    }
}
