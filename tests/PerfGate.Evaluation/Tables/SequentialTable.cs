using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Sequential;

namespace PerfGate.Evaluation.Tables;

/// <summary>What the whole of <c>check</c> does and spends, beside fixed plans.</summary>
internal static class SequentialTable
{
    // A fixed plan of fewer launches catches less; the last of these that catches as much is what adaptive launches are measured by.
    private static readonly double[] FixedPlans = [1, 0.9, 0.7];

    public static void Write(INoise noise, int launches, int unchanged, int slowed)
    {
        Console.WriteLine($"\n### {noise.Name}: at most {launches} launches, against a baseline of {launches}\n");
        Console.WriteLine($"| launches | spent on an unchanged benchmark | unchanged builds flagged by the screen | confirmed | {string.Join(" | ", noise.Slowdowns.Select(p => $"+{p} % caught (confirmed)"))} |");
        Console.WriteLine($"|---|--:|--:|--:|{string.Concat(noise.Slowdowns.Select(_ => "--:|"))}");
        Row("as undecided", noise, launches, launches, true, unchanged, slowed);
        foreach (var planned in FixedPlans.Select(share => (int)Math.Round(share * launches)))
        {
            Row($"{planned}, fixed", noise, planned, launches, false, unchanged / 20, slowed);
        }
    }

    private static void Row(string name, INoise noise, int planned, int stored, bool isAdaptive, int unchanged, int slowed)
    {
        var o = SequentialTrial.Run(noise, planned, stored, isAdaptive, unchanged, slowed);
        Console.WriteLine($"| {name} | {o.Launches:0.0} | {Share.Text(o.Flagged, o.Builds)} | {Share.Text(o.Confirmed, o.Builds)} "
            + $"| {string.Join(" | ", noise.Slowdowns.Select(p => $"{o.Caught[p]:0.00} ({o.CaughtConfirmed[p]:0.00})"))} |");
    }
}
