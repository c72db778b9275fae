using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Rules;
using PerfGate.Statistics;

namespace PerfGate.Evaluation.Tables;

/// <summary>What our rule catches of each recorded benchmark, beside how much its launches scatter.</summary>
internal static class BenchmarkTable
{
    public static void Write(INoise noise, int launches, int slowed)
    {
        var score = Trial.Run(noise, LaunchRules.All[0], launches, 0, slowed);
        Console.WriteLine($"\n### {noise.Name}: {launches} launches a side, by benchmark\n");
        Console.WriteLine($"| benchmark | spread of launch minima | {string.Join(" | ", noise.Slowdowns.Select(p => $"+{p} %"))} |");
        Console.WriteLine($"|---|--:|{string.Concat(noise.Slowdowns.Select(_ => "--:|"))}");
        foreach (var benchmark in noise.Benchmarks)
        {
            Console.WriteLine($"| {benchmark} | {100 * Spread(noise, benchmark, launches):0.0} % "
                + $"| {string.Join(" | ", noise.Slowdowns.Select(p => score.Caught(p, LaunchRules.Alpha, benchmark).ToString("0.00")))} |");
        }
    }

    /// <summary>The half of the range that holds the middle two thirds of the launches, against their median: a standard deviation, were they normal.</summary>
    private static double Spread(INoise noise, string benchmark, int launches)
    {
        var minima = noise.Draw(new Random(0), benchmark, 0, launches).Baseline.Select(launch => launch.Min()).Order().ToArray();
        return (minima[minima.Length * 5 / 6] - minima[minima.Length / 6]) / 2 / LaunchSummary.Median(minima);
    }
}
