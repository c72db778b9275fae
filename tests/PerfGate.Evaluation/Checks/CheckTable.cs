using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Rules;
using PerfGate.Evaluation.Tables;

namespace PerfGate.Evaluation.Checks;

/// <summary>How often a whole check is wrong, what it catches, and what it takes, for builds of several sizes.</summary>
internal static class CheckTable
{
    private const int Stored = 20;
    private const int Screen = 5;
    private const int Rounds = 48;

    /// <summary>Writes the head of the table.</summary>
    public static void Head()
    {
        Console.WriteLine($"\n## check: {Screen} launches against a baseline of {Stored}, suspects confirmed in at most {Rounds} rounds\n");
        Console.WriteLine("| noise | benchmarks | unchanged builds red | all exactly at the bound: red | suspects of an unchanged build | launches an unchanged benchmark | +5 %: caught, of suspects | +10 % | +25 % |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    }

    /// <summary>Writes one row.</summary>
    /// <param name="noise">Where launches come from.</param>
    /// <param name="benchmarks">How many benchmarks a build has.</param>
    /// <param name="unchanged">How many unchanged builds, and as many at the bound.</param>
    /// <param name="slowed">How many builds for each slowdown and kind of benchmark.</param>
    public static void Write(INoise noise, int benchmarks, int unchanged, int slowed)
    {
        var trial = new CheckTrial(noise, benchmarks, Stored, Screen, Rounds);
        var same = Many(unchanged, seed => trial.Run(seed, _ => 0));
        var bound = (int)(100 * LaunchRules.MinimumEffect);
        var atBound = noise.Slowdowns.Contains(bound) ? Many(unchanged, seed => trial.Run(seed, _ => bound)) : [];
        var caught = new[] { 5, 10, 25 }.Select(percent => !noise.Slowdowns.Contains(percent) ? "" : Caught(trial, percent, slowed));
        Console.WriteLine($"| {noise.Name} | {benchmarks} | {Red(same)} | {(atBound.Count == 0 ? "" : Red(atBound))} | {100 * same.Average(o => o.Suspects.Count) / benchmarks:0.0} % "
            + $"| {same.Average(o => o.Launches):0.0} | {string.Join(" | ", caught)} |");
    }

    // What became a suspect, too: what the screen does not find is not measured again.
    private static string Caught(CheckTrial trial, int percent, int slowed)
    {
        var all = Enumerable.Range(0, trial.Kinds)
            .SelectMany(slower => Enumerable.Range(0, slowed).Select(i => (slower, seed: (percent * 100_000) + (slower * 10_000) + i)))
            .AsParallel()
            .Select(b => (b.slower, outcome: trial.Run(b.seed, benchmark => benchmark == b.slower ? percent : 0)))
            .Select(b => (isRed: b.outcome.Red.Contains(b.slower), isSuspect: b.outcome.Suspects.Contains(b.slower))).ToList();
        return $"{all.Average(b => b.isRed ? 1.0 : 0):0.00} of {all.Average(b => b.isSuspect ? 1.0 : 0):0.00}";
    }

    private static string Red(IReadOnlyList<CheckTrial.Outcome> outcomes) => Share.Text(outcomes.Count(o => o.Red.Count > 0), outcomes.Count);

    private static List<CheckTrial.Outcome> Many(int count, Func<int, CheckTrial.Outcome> run) => [.. Enumerable.Range(0, count).AsParallel().Select(run)];
}
