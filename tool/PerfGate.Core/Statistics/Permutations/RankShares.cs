namespace PerfGate.Statistics.Permutations;

/// <summary>Of each arrangement of a comparison, the p-value of a rank test.</summary>
/// <param name="Stored">Of those that are the same whatever was seen.</param>
/// <param name="OfSeen">Of the one that was seen, if it is not one of them.</param>
public readonly record struct RankShares(double[] Stored, double OfSeen)
{
    /// <summary>The p-value of the arrangement at a place.</summary>
    public double this[int place] => place < Stored.Length ? Stored[place] : OfSeen;
}
