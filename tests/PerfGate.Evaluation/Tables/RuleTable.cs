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
        var ours = rules.First(rule => LaunchRules.All.Contains(rule));
        var allowed = Trial.Run(noise, ours, launches, unchanged, 0).Flagged(LaunchRules.Alpha);
        foreach (var rule in rules)
        {
            var score = Trial.Run(noise, rule, launches, unchanged, slowed);
            var equal = score.AlphaThatFlags(allowed);
            Console.WriteLine($"| {rule.Name} | {Share.Text(score.Flagged(LaunchRules.Alpha), score.Unchanged.Count)} "
                + $"| {100.0 * score.FlaggedBeside(LaunchRules.Alpha) / score.Slowed.Count:0.0} % "
                + $"| {string.Join(" | ", noise.Slowdowns.Select(p => $"{score.Caught(p, LaunchRules.Alpha):0.00} ({score.Caught(p, equal):0.00})"))} |");
        }
    }
}
