namespace PerfGate.Evaluation.Noise;

/// <summary>Launches of three iterations, drawn from a known distribution.</summary>
/// <param name="name">The shape's name.</param>
/// <param name="session">Draws a side's day, and with it what each of its launches is multiplied by.</param>
internal sealed class SimulatedNoise(string name, Func<Random, Func<double>> session) : INoise
{
    /// <summary>The shapes of the evaluation.</summary>
    public static IReadOnlyList<SimulatedNoise> All { get; } =
    [
        new("normal, 2 %", r => () => 1 + (0.02 * Normal(r))),
        new("log-normal, 10 %", r => () => Math.Exp(0.1 * Normal(r))),
        new("bimodal, 30 % of launches 1.4 times slow", r => () => Bimodal(r, 0.3)),
        new("one-sided spikes", r => () => 1 - (0.03 * Math.Log(1 - r.NextDouble())) + (r.NextDouble() < 0.15 ? 3 * r.NextDouble() : 0)),
        new("a busier day: 10 % to 60 % of launches slow", r =>
        {
            var share = 0.1 + (0.5 * r.NextDouble());
            return () => Bimodal(r, share);
        }),
        new("drift of 1 % between sessions", r =>
        {
            var day = Math.Exp(0.01 * Normal(r));
            return () => day * Bimodal(r, 0.2);
        }),
    ];

    public string Name { get; } = name;

    public IReadOnlyList<string> Benchmarks { get; } = [.. Enumerable.Range(1, 7).Select(i => $"B{i}")];

    public IReadOnlyList<int> Slowdowns { get; } = [2, 5, 10, 25];

    public bool HasEnoughFor(int launches) => true;

    public (double[][] Baseline, double[][] Candidate) Draw(Random random, string benchmark, int percent, int launches) =>
        (Side(random, 100, launches), Side(random, 100 * (1 + (percent / 100.0)), launches));

    // On top of the shape, the machine becomes 5 % slower from the first round to the last.
    public (double[][] Baseline, double[][] Candidate) DrawInTurn(Random random, string benchmark, int percent, int launches)
    {
        var launch = session(random);
        var rounds = Enumerable.Range(0, launches).Select(round => 100 * (1 + (0.05 * round / launches))).ToArray();
        return (
            [.. rounds.Select(value => Launch(random, value * launch()))],
            [.. rounds.Select(value => Launch(random, value * launch() * (1 + (percent / 100.0))))]);
    }

    private double[][] Side(Random random, double value, int launches)
    {
        var launch = session(random);
        return [.. Enumerable.Range(0, launches).Select(_ => Launch(random, value * launch()))];
    }

    private static double[] Launch(Random random, double value) =>
        [.. Enumerable.Range(0, 3).Select(_ => value * (1 + (0.003 * Math.Abs(Normal(random)))))];

    private static double Bimodal(Random random, double slowShare) =>
        (1 + (0.01 * Normal(random))) * (random.NextDouble() < slowShare ? 1.4 : 1);

    // Box and Muller's transform.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
