using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Rules;

namespace PerfGate.Evaluation;

/// <summary>Runs a rule over many builds.</summary>
internal static class Trial
{
    /// <summary>Draws builds and counts; the seed is fixed, so every rule sees the same builds.</summary>
    public static Score Run(INoise noise, Rule rule, int launches, int unchangedBuilds, int buildsPerSlowdown)
    {
        var flagged = Count(unchangedBuilds, seed => rule.Flag(Build(noise, new Random(seed), launches, slower: -1, percent: 0)).Any(f => f));
        var slowed = (
            from percent in noise.Slowdowns
            from slower in Enumerable.Range(0, noise.Benchmarks.Count)
            from i in Enumerable.Range(0, buildsPerSlowdown)
            select (percent, slower, seed: (percent * 100_000) + (slower * 10_000) + i))
            .AsParallel()
            .Select(b =>
            {
                var flags = rule.Flag(Build(noise, new Random(b.seed), launches, b.slower, b.percent));
                return (b.percent, b.slower, isCaught: flags[b.slower], isBeside: flags.Where((f, other) => f && other != b.slower).Any());
            })
            .ToList();
        var caught = slowed.GroupBy(b => (b.percent, noise.Benchmarks[b.slower]))
            .ToDictionary(group => group.Key, group => group.Average(b => b.isCaught ? 1.0 : 0));
        return new Score(flagged, unchangedBuilds, caught, slowed.Count(b => b.isBeside), slowed.Count);
    }

    private static int Count(int builds, Func<int, bool> isFlagged) => Enumerable.Range(0, builds).AsParallel().Count(isFlagged);

    private static (double[][] Baseline, double[][] Candidate)[] Build(INoise noise, Random random, int launches, int slower, int percent) =>
        [.. noise.Benchmarks.Select((benchmark, b) => noise.Draw(random, benchmark, b == slower ? percent : 0, launches))];
}
