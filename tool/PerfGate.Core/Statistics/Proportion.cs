namespace PerfGate.Statistics;

/// <summary>A share that was counted.</summary>
/// <param name="Hits">How often it was so.</param>
/// <param name="Trials">Of how many times; at least 1.</param>
public sealed record Proportion(int Hits, int Trials)
{
    private const double Z = 1.96;

    /// <summary>The share, in [0, 1].</summary>
    public double Share => Hits / (double)Trials;

    /// <summary>
    /// The 95 % interval for independent trials (E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical
    /// Inference", 1927); it is honest where nothing was counted, too.
    /// </summary>
    public Interval Interval => new(Bound(-1), Bound(1));

    private double Bound(int side)
    {
        var center = Share + (Z * Z / (2 * Trials));
        var half = Z * Math.Sqrt(((Share * (1 - Share)) + (Z * Z / (4 * Trials))) / Trials);
        return Math.Clamp((center + (side * half)) / (1 + (Z * Z / Trials)), 0, 1);
    }
}
