namespace PerfGate.Evaluation.Noise;

/// <summary>Launches of three iterations, drawn from a known distribution.</summary>
/// <param name="name">The shape's name.</param>
/// <param name="session">Draws what a whole side is multiplied by: the drift between two days.</param>
/// <param name="launch">Draws what a launch is multiplied by.</param>
internal sealed class SimulatedNoise(string name, Func<Random, double> session, Func<Random, double> launch) : INoise
{
    /// <summary>The shapes of the evaluation.</summary>
    public static IReadOnlyList<SimulatedNoise> All { get; } =
    [
        new("normal, 2 %", _ => 1, r => 1 + (0.02 * Normal(r))),
        new("log-normal, 10 %", _ => 1, r => Math.Exp(0.1 * Normal(r))),
        new("bimodal, 30 % of launches 1.4 times slow", _ => 1, r => (1 + (0.01 * Normal(r))) * (r.NextDouble() < 0.3 ? 1.4 : 1)),
        new("one-sided spikes", _ => 1, r => 1 - (0.03 * Math.Log(1 - r.NextDouble())) + (r.NextDouble() < 0.15 ? 3 * r.NextDouble() : 0)),
        new("drift of 1 % between sessions", r => Math.Exp(0.01 * Normal(r)), r => (1 + (0.01 * Normal(r))) * (r.NextDouble() < 0.2 ? 1.4 : 1)),
    ];

    public string Name { get; } = name;

    public IReadOnlyList<string> Benchmarks { get; } = [.. Enumerable.Range(1, 7).Select(i => $"B{i}")];

    public IReadOnlyList<int> Slowdowns { get; } = [2, 5, 10, 25];

    public (double[][] Baseline, double[][] Candidate) Draw(Random random, string benchmark, int percent, int launches) =>
        (Side(random, 100, launches), Side(random, 100 * (1 + (percent / 100.0)), launches));

    private double[][] Side(Random random, double value, int launches)
    {
        var day = session(random);
        return [.. Enumerable.Range(0, launches).Select(_ => Launch(random, value * day))];
    }

    private double[] Launch(Random random, double value)
    {
        var slow = launch(random);
        return [.. Enumerable.Range(0, 3).Select(_ => value * slow * (1 + (0.003 * Math.Abs(Normal(random)))))];
    }

    // Box and Muller's transform.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
