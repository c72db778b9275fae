using PerfGate.Baselines;
using PerfGate.Evaluation.Noise;
using PerfGate.Evaluation.Rules;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Evaluation.Checks;

/// <summary>The whole of <c>check</c> as the command runs it: a screen against a stored baseline, then rounds in turn of the suspects, look by look.</summary>
/// <param name="noise">Where launches come from.</param>
/// <param name="benchmarks">How many benchmarks a build has; those of the noise, again and again.</param>
/// <param name="stored">The launches of the baseline.</param>
/// <param name="screen">The launches of the screen.</param>
/// <param name="rounds">The rounds of confirming, at most.</param>
internal sealed class CheckTrial(INoise noise, int benchmarks, int stored, int screen, int rounds)
{
    private static readonly HostEnvironment Machine = new("simulated", 2, "Linux", "X64", ".NET 10.0.0", "workstation", "");
    private static readonly GatePolicy Policy = GatePolicy.Default with { MinimumEffect = LaunchRules.MinimumEffect };

    /// <summary>What became of a check.</summary>
    /// <param name="Red">The benchmarks that it called worse.</param>
    /// <param name="Suspects">Those that it measured again.</param>
    /// <param name="Launches">The launches that it took, of both sides, for each benchmark.</param>
    internal sealed record Outcome(IReadOnlySet<int> Red, IReadOnlyList<int> Suspects, double Launches)
    {
        /// <summary>From which slowdown on each benchmark says that the check would have caught it.</summary>
        public IReadOnlyList<double?> Detects { get; init; } = [];
    }

    /// <summary>How many kinds of benchmarks the noise has.</summary>
    public int Kinds => noise.Benchmarks.Count;

    /// <summary>Runs one check.</summary>
    /// <param name="seed">Draws the launches.</param>
    /// <param name="percentOf">By how many percent each benchmark is slower.</param>
    /// <param name="timesOf">By which factor each is slower besides; null for none.</param>
    public Outcome Run(int seed, Func<int, int> percentOf, Func<int, double>? timesOf = null)
    {
        double[][] Slower(int b, double[][] launches) => timesOf is null ? launches : [.. launches.Select(launch => launch.Select(value => value * timesOf(b)).ToArray())];
        var random = new Random(seed);
        var drawn = Enumerable.Range(0, benchmarks).Select(b => noise.Draw(random, Name(b), percentOf(b), stored)).ToList();
        var searched = Judge([.. drawn.Select((d, b) => (b, d.Baseline, Slower(b, d.Candidate[..screen])))], Looks.OnlyAtTheEnd, isScreen: true);
        var suspects = searched.Suspects.Select(j => IndexOf(j.Comparison.Id)).Order().ToList();
        var (red, spent) = Confirm(random, suspects, percentOf, Slower);
        return new Outcome(red, suspects, screen + ((double)spent / benchmarks))
        {
            Detects = [.. searched.Judgements.OrderBy(j => IndexOf(j.Comparison.Id)).Select(j => j.Comparison.Detects)],
        };
    }

    private (IReadOnlySet<int> Red, int Launches) Confirm(Random random, List<int> suspects, Func<int, int> percentOf, Func<int, double[][], double[][]> slower)
    {
        if (suspects.Count == 0)
        {
            return (new HashSet<int>(), 0);
        }

        var looks = Looks.Before(rounds);
        var drawn = suspects.Select(b => (b, noise.DrawInTurn(random, Name(b), percentOf(b), rounds))).ToDictionary(d => d.b, d => d.Item2);
        var made = suspects.ToDictionary(b => b, _ => 0);
        var open = suspects.ToHashSet();
        GateResult result = null!;
        foreach (var look in looks.Launches.Append(rounds))
        {
            foreach (var b in open)
            {
                made[b] = look;
            }

            result = Judge([.. suspects.Select(b => (b, drawn[b].Baseline[..made[b]], slower(b, drawn[b].Candidate[..made[b]])))], looks, isScreen: false);
            var undecided = EarlyStop.Undecided(result, looks, Policy);
            open.RemoveWhere(b => !undecided.Contains(IdOf(b)));
            if (open.Count == 0)
            {
                break;
            }
        }

        return (result.Judgements.Where(j => j.Verdict == Verdict.Regressed).Select(j => IndexOf(j.Comparison.Id)).ToHashSet(), 2 * made.Values.Sum());
    }

    private static GateResult Judge(IReadOnlyList<(int Index, double[][] Baseline, double[][] Candidate)> sides, Looks looks, bool isScreen)
    {
        var baseline = new SuiteRun("", Machine, sides.Select(side => Time(side.Index, side.Baseline)));
        var candidate = new SuiteRun("", Machine, sides.Select(side => Time(side.Index, side.Candidate)));
        return Gate.Judge([new GateInput(candidate, new Baseline([baseline]), []) { IsPaired = !isScreen, IsScreen = isScreen, Looks = looks }], Policy);
    }

    private string Name(int benchmark) => noise.Benchmarks[benchmark % noise.Benchmarks.Count];

    private static Measured Time(int benchmark, double[][] launches) =>
        new(IdOf(benchmark), Metric.Time, new Sample([.. launches.Select(launch => new Launch([.. launch]))]));

    private static BenchmarkId IdOf(int benchmark) => BenchmarkId.Parse($"Simulated.Type.Benchmark{benchmark}");

    private static int IndexOf(BenchmarkId id) => int.Parse(id.Method["Benchmark".Length..]);
}
