using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Sequential;

namespace PerfGate.Evaluation.Tables;

/// <summary>What the whole of <c>check</c> does and spends, beside fixed plans.</summary>
internal static class SequentialTable
{
    /// <summary>As undecided, beside the whole plan and the fewest launches that catch as much.</summary>
    public static void Write(INoise noise, int launches, int unchanged, int slowed)
    {
        Head(noise, $"at most {launches}", launches);
        var adaptive = SequentialTrial.Run(noise, launches, launches, true, unchanged, slowed);
        var whole = Fixed(launches);
        // The least fixed plan that catches as much: power grows with launches.
        var (enough, little) = (launches, 1);
        while (enough - little > 1)
        {
            var middle = (enough + little) / 2;
            (enough, little) = Power(Fixed(middle)) >= Power(adaptive) ? (middle, little) : (enough, middle);
        }

        Row(noise, "as undecided", adaptive);
        Row(noise, $"{launches}, fixed", whole);
        Row(noise, $"{enough}, fixed: {(Power(whole) < Power(adaptive) ? "catches less" : "the fewest that catch as much")}; adaptive spends {100 * adaptive.Launches / enough:0} % of them", Fixed(enough));

        SequentialTrial.Outcome Fixed(int planned) => SequentialTrial.Run(noise, planned, launches, false, unchanged / 20, slowed);
        double Power(SequentialTrial.Outcome outcome) => noise.Slowdowns.Average(percent => outcome.CaughtConfirmed[percent]);
    }

    /// <summary>The whole plan alone.</summary>
    public static void WriteFixed(INoise noise, int launches, int unchanged, int slowed)
    {
        Head(noise, $"{launches}", launches);
        Row(noise, $"{launches}, fixed", SequentialTrial.Run(noise, launches, launches, false, unchanged, slowed));
    }

    private static void Head(INoise noise, string launches, int stored)
    {
        Console.WriteLine($"\n### {noise.Name}: {launches} launches, against a baseline of {stored}\n");
        Console.WriteLine($"| launches | spent on an unchanged benchmark | unchanged builds flagged by the screen | confirmed | {string.Join(" | ", noise.Slowdowns.Select(p => $"+{p} % caught (confirmed)"))} |");
        Console.WriteLine($"|---|--:|--:|--:|{string.Concat(noise.Slowdowns.Select(_ => "--:|"))}");
    }

    private static void Row(INoise noise, string name, SequentialTrial.Outcome o) => Console.WriteLine(
        $"| {name} | {o.Launches:0.0} | {Share.Text(o.Flagged, o.Builds)} | {Share.Text(o.Confirmed, o.Builds)} "
        + $"| {string.Join(" | ", noise.Slowdowns.Select(p => $"{o.Caught[p]:0.00} ({o.CaughtConfirmed[p]:0.00})"))} |");
}
