namespace PerfGate.Evaluation;

/// <summary>How often a rule was right and wrong.</summary>
/// <param name="Flagged">How many unchanged builds had at least one benchmark called slower.</param>
/// <param name="Builds">Of how many.</param>
/// <param name="Caught">For each slowdown and benchmark, the share of builds in which it was called slower.</param>
/// <param name="FlaggedBeside">How many builds with one slower benchmark had an unchanged one called slower.</param>
/// <param name="BuildsBeside">Of how many.</param>
internal sealed record Score(
    int Flagged, int Builds, IReadOnlyDictionary<(int Percent, string Benchmark), double> Caught, int FlaggedBeside, int BuildsBeside)
{
    /// <summary>The share of truly slower benchmarks that were called so, over all benchmarks.</summary>
    public double CaughtOf(int percent) => Caught.Where(c => c.Key.Percent == percent).Average(c => c.Value);
}
