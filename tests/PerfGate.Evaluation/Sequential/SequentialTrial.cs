using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Rules;
using PerfGate.Gating.Policies;
using PerfGate.Statistics;

namespace PerfGate.Evaluation.Sequential;

/// <summary>How often the whole of <c>check</c> is right, and what it spends.</summary>
internal static class SequentialTrial
{
    /// <summary>What a way of measuring does.</summary>
    /// <param name="Flagged">How many unchanged builds had a benchmark called slower by the screen.</param>
    /// <param name="Confirmed">How many of them stayed so when they were measured again, in turn.</param>
    /// <param name="Builds">Of how many.</param>
    /// <param name="Launches">The launches of a benchmark of an unchanged build, on average.</param>
    /// <param name="Caught">For each slowdown, the share of slower benchmarks that the screen called so.</param>
    /// <param name="CaughtConfirmed">For each slowdown, the share that was confirmed too.</param>
    internal sealed record Outcome(
        int Flagged, int Confirmed, int Builds, double Launches,
        IReadOnlyDictionary<int, double> Caught, IReadOnlyDictionary<int, double> CaughtConfirmed);

    /// <summary>Runs builds through the gate; the seed is fixed.</summary>
    /// <param name="noise">Where launches come from.</param>
    /// <param name="planned">How many launches a side at most; the baseline has <paramref name="stored"/>.</param>
    /// <param name="stored">How many launches the baseline has.</param>
    /// <param name="isAdaptive">Whether benchmarks drop out at looks.</param>
    /// <param name="unchangedBuilds">How many unchanged builds.</param>
    /// <param name="slowedBuilds">How many builds for each slowdown and benchmark.</param>
    public static Outcome Run(INoise noise, int planned, int stored, bool isAdaptive, int unchangedBuilds, int slowedBuilds)
    {
        var policy = GatePolicy.Default with { MinimumEffect = LaunchRules.MinimumEffect };
        var screen = new SequentialGate(policy, isAdaptive ? Looks.Before(planned) : Looks.OnlyAtTheEnd, planned);
        // As check does: suspects are few, so they get twice the rounds.
        var confirm = new SequentialGate(policy, Looks.Before(2 * planned), 2 * planned);
        var unchanged = Enumerable.Range(0, unchangedBuilds).AsParallel().Select(seed => One(noise, screen, confirm, planned, stored, seed, -1, 0)).ToList();
        var slowed = noise.Slowdowns.ToDictionary(percent => percent, percent => noise.Benchmarks
            .SelectMany((_, slower) => Enumerable.Range(0, slowedBuilds).Select(i => (slower, seed: (percent * 100_000) + (slower * 10_000) + i)))
            .AsParallel()
            .Select(b => One(noise, screen, confirm, planned, stored, b.seed, b.slower, percent) is var one ? (Screen: one.Screen[b.slower], Confirmed: one.Confirmed[b.slower]) : default)
            .ToList());
        return new Outcome(
            unchanged.Count(b => b.Screen.Any(f => f)),
            unchanged.Count(b => b.Confirmed.Any(f => f)),
            unchangedBuilds,
            unchanged.Average(b => b.Launches.Average()),
            slowed.ToDictionary(s => s.Key, s => s.Value.Average(b => b.Screen ? 1.0 : 0)),
            slowed.ToDictionary(s => s.Key, s => s.Value.Average(b => b.Confirmed ? 1.0 : 0)));
    }

    private static (bool[] Screen, bool[] Confirmed, int[] Launches) One(
        INoise noise, SequentialGate screenGate, SequentialGate confirmGate, int planned, int stored, int seed, int slower, int percent)
    {
        var random = new Random(seed);
        var build = noise.Benchmarks.Select((benchmark, b) => Sides(noise.Draw(random, benchmark, b == slower ? percent : 0, Math.Max(planned, stored)))).ToList();
        var (screen, launches) = screenGate.Run(build, isPaired: false);
        var confirmed = new bool[screen.Length];
        var suspects = Enumerable.Range(0, screen.Length).Where(b => screen[b]).ToList();
        if (suspects.Count > 0)
        {
            var again = confirmGate.Run(
                [.. suspects.Select(b => noise.DrawInTurn(random, noise.Benchmarks[b], b == slower ? percent : 0, 2 * planned))], isPaired: true);
            foreach (var (i, b) in suspects.Index())
            {
                confirmed[b] = again.Slower[i];
            }
        }

        return (screen, confirmed, launches);

        (double[][] Baseline, double[][] Candidate) Sides((double[][] Baseline, double[][] Candidate) drawn) =>
            (drawn.Baseline[..stored], drawn.Candidate[..planned]);
    }
}
