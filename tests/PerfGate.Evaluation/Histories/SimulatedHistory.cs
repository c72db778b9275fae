namespace PerfGate.Evaluation.Histories;

/// <summary>Sessions drawn from a known distribution.</summary>
/// <param name="name">The shape's name.</param>
/// <param name="benchmarks">How many benchmarks.</param>
/// <param name="day">Draws what all benchmarks of a session share, and then what each of its launches is multiplied by.</param>
internal sealed class SimulatedHistory(string name, int benchmarks, Func<Random, Func<double>> day) : IHistoryNoise
{
    /// <summary>Shapes on which nothing was chosen.</summary>
    public static IReadOnlyList<SimulatedHistory> All { get; } =
    [
        new("normal, 2 %", 7, r => () => 1 + (0.02 * Normal(r))),
        new("log-normal, 10 %", 7, r => () => Math.Exp(0.1 * Normal(r))),
        new("30 % of launches 1.4 times slow", 7, r => () => Bimodal(r, 0.3)),
        new("one-sided spikes", 7, r => () => 1 - (0.03 * Math.Log(1 - r.NextDouble())) + (r.NextDouble() < 0.15 ? 3 * r.NextDouble() : 0)),
        new("days with 10 % to 60 % of launches slow", 7, r =>
        {
            var share = 0.1 + (0.5 * r.NextDouble());
            return () => Bimodal(r, share);
        }),
        new("days that differ by 2 %", 7, r =>
        {
            var factor = Math.Exp(0.02 * Normal(r));
            return () => factor * Bimodal(r, 0.2);
        }),
        new("days that differ by 2 %, 150 benchmarks", 150, r =>
        {
            var factor = Math.Exp(0.02 * Normal(r));
            return () => factor * Bimodal(r, 0.2);
        }),
    ];

    public string Name { get; } = name;

    public int Benchmarks { get; } = benchmarks;

    public double[][][] Draw(Random random, int sessions, int launches)
    {
        var drawn = Enumerable.Range(0, Benchmarks).Select(_ => new double[sessions][]).ToArray();
        for (var session = 0; session < sessions; session++)
        {
            var launch = day(random);
            foreach (var benchmark in drawn)
            {
                benchmark[session] = [.. Enumerable.Range(0, launches).Select(_ => 100 * launch())];
            }
        }

        return drawn;
    }

    private static double Bimodal(Random random, double slowShare) => (1 + (0.01 * Normal(random))) * (random.NextDouble() < slowShare ? 1.4 : 1);

    // Box and Muller's transform.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
