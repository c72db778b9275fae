using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Rules;

namespace PerfGate.Evaluation;

/// <summary>Runs a rule over many builds.</summary>
internal static class Trial
{
    /// <summary>Draws builds and counts; the seed is fixed, so every rule sees the same builds in the same order.</summary>
    public static Score Run(INoise noise, Rule rule, int launches, int unchangedBuilds, int buildsPerSlowdown)
    {
        var unchanged = Enumerable.Range(0, unchangedBuilds).AsParallel().AsOrdered()
            .Select(seed => rule.PValues(Build(noise, new Random(seed), launches, slower: -1, percent: 0)).Min())
            .ToList();
        var slowed = (
            from percent in noise.Slowdowns
            from slower in Enumerable.Range(0, noise.Benchmarks.Count)
            from i in Enumerable.Range(0, buildsPerSlowdown)
            select (percent, slower, seed: (percent * 100_000) + (slower * 10_000) + i))
            .AsParallel().AsOrdered()
            .Select(b =>
            {
                var pValues = rule.PValues(Build(noise, new Random(b.seed), launches, b.slower, b.percent));
                return (b.percent, noise.Benchmarks[b.slower], pValues[b.slower], pValues.Where((_, other) => other != b.slower).Min());
            })
            .ToList();
        return new Score(unchanged, slowed);
    }

    private static (double[][] Baseline, double[][] Candidate)[] Build(INoise noise, Random random, int launches, int slower, int percent) =>
        [.. noise.Benchmarks.Select((benchmark, b) => noise.Draw(random, benchmark, b == slower ? percent : 0, launches))];
}
