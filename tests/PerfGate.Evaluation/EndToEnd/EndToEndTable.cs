using PerfGate.Evaluation.Tables;

namespace PerfGate.Evaluation.EndToEnd;

/// <summary>How often the real executable is wrong on replayed noise, what it catches, and what it takes.</summary>
internal static class EndToEndTable
{
    private static readonly int[] Slowdowns = [5, 10, 20];

    /// <summary>Writes the table, row by row.</summary>
    /// <param name="checks">How many checks for each slowdown.</param>
    /// <param name="atOnce">How many run at the same time.</param>
    /// <param name="wanted">What a row holds that is to be run.</param>
    public static void Write(int checks, int atOnce, string wanted)
    {
        Console.WriteLine($"\n## End to end: {checks} checks for each number\n");
        Console.WriteLine("| noise | benchmarks | isolation | command | unchanged: red | +5 % | +10 % | +20 % | beside a slowdown: another red | launches an unchanged benchmark | seconds |");
        Console.WriteLine("|---|--:|---|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var setting in Setting.All.Where(setting => $"{setting}".Contains(wanted, StringComparison.Ordinal)))
        {
            var outcomes = Enumerable.Range(0, checks).AsParallel().WithDegreeOfParallelism(atOnce)
                .Select(seed => EndToEndTrial.Run(setting, seed)).ToList();
            var unchanged = outcomes.Select(trial => trial[0]).ToList();
            var slowed = outcomes.SelectMany(trial => trial.Skip(1)).ToList();
            var caught = Slowdowns.Select(percent => setting.Percents.Index().FirstOrDefault(p => p.Item == percent).Index)
                .Select(index => index == 0 ? "" : $"{outcomes.Count(trial => trial[index].Caught)}");
            Console.WriteLine(
                $"| {setting} | {unchanged.Count(o => o.WronglyRed)} of {checks}, {Share.Text(unchanged.Count(o => o.WronglyRed), checks)} | {string.Join(" | ", caught)} "
                + $"| {slowed.Count(o => o.WronglyRed)} of {slowed.Count} | {unchanged.Average(o => o.Launches):0.0} | {Median(unchanged):0.0} |");
        }
    }

    private static double Median(List<EndToEndTrial.Outcome> outcomes) => outcomes.Select(o => o.Seconds).Order().ElementAt(outcomes.Count / 2);
}
