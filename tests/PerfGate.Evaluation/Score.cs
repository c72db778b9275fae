namespace PerfGate.Evaluation;

/// <summary>What a rule said of builds whose truth is known.</summary>
/// <param name="Unchanged">Of each unchanged build, the least p-value of a benchmark.</param>
/// <param name="Slowed">Of each build with a slower benchmark, the p-value of that one and the least of the others.</param>
internal sealed record Score(
    IReadOnlyList<double> Unchanged, IReadOnlyList<(int Percent, string Benchmark, double OfSlower, double OfOthers)> Slowed)
{
    /// <summary>How many unchanged builds have at least one benchmark called slower.</summary>
    public int Flagged(double alpha) => Unchanged.Count(p => p <= alpha);

    /// <summary>How many builds with one slower benchmark have an unchanged one called slower.</summary>
    public int FlaggedBeside(double alpha) => Slowed.Count(b => b.OfOthers <= alpha);

    /// <summary>The share of truly slower benchmarks that are called so.</summary>
    public double Caught(int percent, double alpha, string? benchmark = null) => Slowed
        .Where(b => b.Percent == percent && (benchmark is null || b.Benchmark == benchmark))
        .Average(b => b.OfSlower <= alpha ? 1.0 : 0);

    /// <summary>The largest alpha at which no more than so many unchanged builds are flagged.</summary>
    public double AlphaThatFlags(int builds) =>
        Unchanged.Count <= builds ? 1 : Math.BitDecrement(Unchanged.Order().ElementAt(builds));
}
