using PerfGate.Results;
using PerfGate.Statistics.Ranks;

namespace PerfGate.Calibrating;

/// <summary>Makes two sides of the launches of one build, between which there is no difference but noise.</summary>
public static class AaSplit
{
    /// <summary>Launches are taken in <see cref="Blocks"/>, and of each block half is drawn for either side: as two states are measured in turn.</summary>
    /// <param name="run">A run of at least two launches; an odd last one is left out.</param>
    /// <param name="random">Draws.</param>
    public static (SuiteRun Before, SuiteRun After) InTurn(SuiteRun run, Random random)
    {
        var (before, start) = (new HashSet<int>(), 0);
        foreach (var size in Blocks.Of(run.LongestSample / 2))
        {
            var block = Enumerable.Range(start, 2 * size).ToArray();
            random.Shuffle(block);
            before.UnionWith(block.Take(size));
            start += block.Length;
        }

        return Split(run, before, run.LongestSample / 2 * 2);
    }

    /// <summary>Half of all launches, drawn, against the other half.</summary>
    /// <param name="run">A run of at least two launches; an odd last one is left out.</param>
    /// <param name="random">Draws.</param>
    public static (SuiteRun Before, SuiteRun After) AtRandom(SuiteRun run, Random random)
    {
        var half = run.LongestSample / 2;
        var drawn = Enumerable.Range(0, 2 * half).ToArray();
        random.Shuffle(drawn);
        return Split(run, [.. drawn.Take(half)], 2 * half);
    }

    /// <summary>The first half of the launches against the second: what drifts while it is measured differs.</summary>
    /// <param name="run">A run of at least two launches; an odd last one is left out.</param>
    public static (SuiteRun Before, SuiteRun After) EarlyAndLate(SuiteRun run) =>
        Split(run, [.. Enumerable.Range(0, run.LongestSample / 2)], run.LongestSample / 2 * 2);

    private static (SuiteRun Before, SuiteRun After) Split(SuiteRun run, HashSet<int> before, int launches) => (
        run.WithMeasured(run.Measured.Select(m => Take(m, before.Contains, launches)).OfType<Measured>()),
        run.WithMeasured(run.Measured.Select(m => Take(m, launch => !before.Contains(launch), launches)).OfType<Measured>()));

    private static Measured? Take(Measured measured, Func<int, bool> isChosen, int launches)
    {
        var chosen = measured.Sample.Launches.Take(launches).Where((_, launch) => isChosen(launch)).ToList();
        return chosen.Count == 0 ? null : measured with { Sample = new Sample([.. chosen]) };
    }
}
