namespace PerfGate.Evaluation.Coarse;

/// <summary>Shapes of noise that machines are known for, each about as bad as it gets.</summary>
internal static class SimulatedShapes
{
    public static IReadOnlyList<UnchangedBuild> All { get; } =
    [
        Of("log-normal, 5 %", _ => () => 1, r => Math.Exp(0.05 * Normal(r))),
        Of("log-normal, 25 %", _ => () => 1, r => Math.Exp(0.25 * Normal(r))),
        Of("one-sided spikes in 15 % of launches", _ => () => 1, r => 1 - (0.03 * Math.Log(1 - r.NextDouble())) + (r.NextDouble() < 0.15 ? 3 * r.NextDouble() : 0)),
        new("slow state of 1.3 to 2.6 in 10 % to 50 % of launches", (r, then, now) => SlowState(r, then, now, () => 1)),
        new("the same slow state, and days that drift by 5 %", (r, then, now) => SlowState(r, then, now, () => Math.Exp(0.05 * Normal(r)))),
        new("the same slow state, and 5 % of benchmarks laid out 1.2 to 2 times slower", (r, then, now) => SlowState(r, then, now, () => Layout(r))),
        Of("days that drift by 10 %, log-normal, 10 %", r => () => Math.Exp(0.1 * Normal(r)), r => Math.Exp(0.1 * Normal(r))),
    ];

    // Box and Muller's transform.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Layout(Random random) => random.NextDouble() < 0.05 ? 1.2 + (0.8 * random.NextDouble()) : 1;

    private static UnchangedBuild Of(string name, Func<Random, Func<double>> side, Func<Random, double> launch) => new(name, (random, then, now) =>
    {
        var factor = side(random);
        return () => (Side(then, factor(), () => launch(random)), Side(now, factor(), () => launch(random)));
    });

    // How often a machine is slow is the day's; how slow, the launch's.
    private static UnchangedBenchmark SlowState(Random random, int then, int now, Func<double> side)
    {
        var (slowThen, slowNow) = (0.1 + (0.4 * random.NextDouble()), 0.1 + (0.4 * random.NextDouble()));
        return () => (Side(then, side(), () => Launch(slowThen)), Side(now, side(), () => Launch(slowNow)));

        double Launch(double slowShare) => (1 + (0.01 * Normal(random))) * (random.NextDouble() < slowShare ? 1.3 + (1.3 * random.NextDouble()) : 1);
    }

    private static double[][] Side(int launches, double factor, Func<double> launch) =>
        [.. Enumerable.Range(0, launches).Select(_ => (double[])[factor * launch()])];
}
