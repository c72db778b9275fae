namespace PerfGate.Evaluation;

/// <summary>How often a rule was right and wrong.</summary>
/// <param name="Flagged">How many unchanged builds had at least one benchmark called slower.</param>
/// <param name="Builds">Of how many.</param>
/// <param name="Caught">For each slowdown, the share of truly slower benchmarks that were called so.</param>
/// <param name="FlaggedBeside">How many builds with one slower benchmark had an unchanged one called slower.</param>
/// <param name="BuildsBeside">Of how many.</param>
internal sealed record Score(int Flagged, int Builds, IReadOnlyDictionary<int, double> Caught, int FlaggedBeside, int BuildsBeside)
{
    /// <summary>The share of unchanged builds flagged, with Wilson's 95 % interval, in percent.</summary>
    public string FlaggedText => $"{100.0 * Flagged / Builds:0.0} % [{100 * Wilson(-1):0.0}, {100 * Wilson(1):0.0}]";

    private double Wilson(int side)
    {
        const double Z = 1.96;
        var p = Flagged / (double)Builds;
        var center = p + (Z * Z / (2 * Builds));
        var half = Z * Math.Sqrt(((p * (1 - p)) + (Z * Z / (4 * Builds))) / Builds);
        return Math.Clamp((center + (side * half)) / (1 + (Z * Z / Builds)), 0, 1);
    }
}
