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
        Console.WriteLine($"| benchmark | spread of its fast state | launches in a slow state | {string.Join(" | ", noise.Slowdowns.Select(p => $"+{p} %"))} |");
        Console.WriteLine($"|---|--:|--:|{string.Concat(noise.Slowdowns.Select(_ => "--:|"))}");
        foreach (var benchmark in noise.Benchmarks)
        {
            var state = FastState.Of([.. noise.Draw(new Random(0), benchmark, 0, launches).Baseline.Select(launch => launch.Min())]);
            Console.WriteLine($"| {benchmark} | {100 * state.Spread:0.0} % | {100 * state.SlowShare:0} % "
                + $"| {string.Join(" | ", noise.Slowdowns.Select(p => score.Caught(p, LaunchRules.Alpha, benchmark).ToString("0.00")))} |");
        }
    }
}
