namespace PerfGate.Evaluation.Histories;

/// <summary>A way to find what changed in a history.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Find">Of the level of each session, by benchmark, the changes: of which benchmark, the first session after a step, and whether it is called creep.</param>
internal sealed record HistoryRule(string Name, Func<double[][], IReadOnlyList<(int Benchmark, int Place, bool IsCreep)>> Find)
{
    /// <summary>How the launches of a session become one number.</summary>
    public Func<double[], double> Level { get; init; } = launches => launches.Min();

    /// <summary>A rule that looks at each benchmark by itself, at its part of the error.</summary>
    public static HistoryRule OfEach(string name, Func<double[], double, IEnumerable<int>> places) => new(
        name, suite => [.. suite.Index().SelectMany(benchmark => places(benchmark.Item, Alpha / suite.Length).Select(place => (benchmark.Index, place, false)))]);

    /// <summary>The share of unchanged histories in which anything may be found.</summary>
    public const double Alpha = 0.01;
}
