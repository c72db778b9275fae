using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Rules;

namespace PerfGate.Evaluation.Tables;

/// <summary>How rules do on one side's launches against the other's, measured by a plan.</summary>
internal static class RuleTable
{
    /// <summary>The share of unchanged builds that rules are compared at: the promise.</summary>
    private const double SameRate = 0.01;

    /// <summary>Writes the table, and gives what the rules caught at the same rate of false alarms.</summary>
    public static IEnumerable<Comparison> Write(INoise noise, int launches, IReadOnlyList<Rule> rules, int unchanged, int slowed)
    {
        Console.WriteLine($"\n### {noise.Name}: {launches} launches a side\n");
        Console.WriteLine($"| rule | unchanged builds flagged | beside a slowdown | {string.Join(" | ", noise.Slowdowns.Select(p => $"+{p} %"))} |");
        Console.WriteLine($"|---|--:|--:|{string.Concat(noise.Slowdowns.Select(_ => "--:|"))}");
        var scores = rules.Select(rule => (Rule: rule, Score: Trial.Run(noise, rule, launches, unchanged, slowed))).ToList();
        foreach (var (rule, score) in scores)
        {
            var equal = score.AlphaThatFlags((int)(SameRate * unchanged));
            Console.WriteLine($"| {rule.Name} | {Share.Text(score.Flagged(LaunchRules.Alpha), score.Unchanged.Count)} "
                + $"| {100.0 * score.FlaggedBeside(LaunchRules.Alpha) / score.Slowed.Count:0.0} % "
                + $"| {string.Join(" | ", noise.Slowdowns.Select(p => $"{score.Caught(p, LaunchRules.Alpha):0.00} ({score.Caught(p, equal):0.00})"))} |");
        }

        var ours = scores.First(s => LaunchRules.All.Contains(s.Rule));
        // Where both sides hold the same launches, as none of a machine's do, small differences between rules say nothing.
        return !noise.HasEnoughFor(launches) ? [] : noise.Slowdowns.Select(percent => new Comparison(
            $"{noise.Name}, {launches}", percent, ours.Score, [.. scores.Where(s => s != ours)], (int)(SameRate * unchanged)));
    }
}
