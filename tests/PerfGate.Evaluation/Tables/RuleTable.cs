using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Rules;

namespace PerfGate.Evaluation.Tables;

/// <summary>How rules do on one side's launches against the other's, measured by a plan.</summary>
internal static class RuleTable
{
    public static void Write(INoise noise, int launches, IReadOnlyList<Rule> rules, int unchanged, int slowed)
    {
        Console.WriteLine($"\n### {noise.Name}: {launches} launches a side\n");
        Console.WriteLine($"| rule | unchanged builds flagged | beside a slowdown | {string.Join(" | ", noise.Slowdowns.Select(p => $"+{p} %"))} |");
        Console.WriteLine($"|---|--:|--:|{string.Concat(noise.Slowdowns.Select(_ => "--:|"))}");
        foreach (var rule in rules)
        {
            var score = Trial.Run(noise, rule, launches, unchanged, slowed);
            Console.WriteLine($"| {rule.Name} | {Share.Text(score.Flagged, score.Builds)} | {100.0 * score.FlaggedBeside / score.BuildsBeside:0.0} % "
                + $"| {string.Join(" | ", noise.Slowdowns.Select(p => score.CaughtOf(p).ToString("0.00")))} |");
        }
    }
}
