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
        var besides = 0;
        var caught = new Dictionary<(int, string), double>();
        foreach (var percent in noise.Slowdowns)
        {
            foreach (var (slower, benchmark) in noise.Benchmarks.Index())
            {
                var hits = 0;
                for (var i = 0; i < buildsPerSlowdown; i++)
                {
                    var flags = rule.Flag(Build(noise, new Random((percent * 100_000) + (slower * 10_000) + i), launches, slower, percent));
                    hits += flags[slower] ? 1 : 0;
                    besides += flags.Where((f, b) => f && b != slower).Any() ? 1 : 0;
                }

                caught[(percent, benchmark)] = hits / (double)buildsPerSlowdown;
            }
        }

        return new Score(flagged, unchangedBuilds, caught, besides, noise.Slowdowns.Count * noise.Benchmarks.Count * buildsPerSlowdown);
    }

    private static int Count(int builds, Func<int, bool> isFlagged) => Enumerable.Range(0, builds).AsParallel().Count(isFlagged);

    private static (double[][] Baseline, double[][] Candidate)[] Build(INoise noise, Random random, int launches, int slower, int percent) =>
        [.. noise.Benchmarks.Select((benchmark, b) => noise.Draw(random, benchmark, b == slower ? percent : 0, launches))];
}
