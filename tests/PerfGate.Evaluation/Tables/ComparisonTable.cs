using PerfGate.Evaluation.Rules;

namespace PerfGate.Evaluation.Tables;

/// <summary>What ours and the other rules caught of one slowdown, all with the alpha at which they flag as many unchanged builds.</summary>
/// <param name="Noise">The noise, and how many launches.</param>
/// <param name="Percent">The slowdown.</param>
/// <param name="Ours">What ours said.</param>
/// <param name="Others">What the others said of the same builds.</param>
/// <param name="Flagged">How many unchanged builds each flags.</param>
internal sealed record Comparison(string Noise, int Percent, Score Ours, IReadOnlyList<(Rule Rule, Score Score)> Others, int Flagged);

/// <summary>By how much ours catches more than the best of the others, or less.</summary>
internal static class ComparisonTable
{
    public static void Write(IEnumerable<Comparison> comparisons)
    {
        Console.WriteLine("\n## By how much\n");
        Console.WriteLine("| noise, launches | slowdown | ours | the best of the others | | by how much |");
        Console.WriteLine("|---|--:|--:|--:|---|--:|");
        // Where days lie further apart than the minimum effect, a rule flags them as it flags a slowdown: there confirming decides.
        foreach (var c in comparisons.Where(c => c.Percent > 2 && c.Ours.Flagged(LaunchRules.Alpha) <= c.Flagged))
        {
            var ours = Caught(c.Ours, c);
            var (rule, score) = c.Others.MaxBy(other => Caught(other.Score, c).Average());
            var best = Caught(score, c);
            var differences = ours.Zip(best, (a, b) => a - b).ToArray();
            var half = 1.96 * Math.Sqrt(differences.Average(d => Math.Pow(d - differences.Average(), 2)) / differences.Length);
            Console.WriteLine($"| {c.Noise} | +{c.Percent} % | {ours.Average():0.00} | {best.Average():0.00} | {rule.Name.Replace("minimum (ours); ", "", StringComparison.Ordinal)} "
                + $"| {differences.Average():+0.00;-0.00;0.00} ± {half:0.00} |");
        }
    }

    // The same builds for every rule, in the same order.
    private static double[] Caught(Score score, Comparison c)
    {
        var alpha = score.AlphaThatFlags(c.Flagged);
        return [.. score.Slowed.Where(b => b.Percent == c.Percent).Select(b => b.OfSlower <= alpha ? 1.0 : 0)];
    }
}
