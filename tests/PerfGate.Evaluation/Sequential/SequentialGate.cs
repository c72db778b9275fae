using PerfGate.Baselines;
using PerfGate.Gating;
using PerfGate.Gating.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Evaluation.Sequential;

/// <summary>The gate itself, launch after launch, as <c>check</c> runs it: looks, benchmarks that drop out, confirming.</summary>
/// <param name="policy">How to judge.</param>
/// <param name="looks">When to look.</param>
/// <param name="planned">How many launches at most.</param>
internal sealed class SequentialGate(GatePolicy policy, Looks looks, int planned)
{
    private static readonly HostEnvironment Machine = new("simulated", 2, "Linux", "X64", ".NET 10.0.0", "workstation", "");

    /// <summary>Measures until nothing is undecided, and says which benchmarks are called slower, or are suspected to be, and how many launches each took.</summary>
    /// <param name="build">Both sides of each benchmark, with all launches of the plan.</param>
    /// <param name="isPaired">Whether both sides are measured in turn; then a round is dropped on both.</param>
    public (bool[] Slower, int[] Launches) Run(IReadOnlyList<(double[][] Baseline, double[][] Candidate)> build, bool isPaired)
    {
        var launches = new int[build.Count];
        var open = Enumerable.Range(0, build.Count).ToHashSet();
        GateResult result = null!;
        foreach (var look in looks.Launches.Append(planned))
        {
            foreach (var benchmark in open)
            {
                launches[benchmark] = look;
            }

            result = Judge(build, launches, isPaired);
            var undecided = EarlyStop.Undecided(result);
            open.RemoveWhere(benchmark => !undecided.Contains(IdOf(benchmark)));
            if (open.Count == 0)
            {
                break;
            }
        }

        return ([.. result.Judgements.OrderBy(j => j.Comparison.Id.Method.Length).ThenBy(j => j.Comparison.Id).Select(j => j.IsSuspect)], launches);
    }

    private GateResult Judge(IReadOnlyList<(double[][] Baseline, double[][] Candidate)> build, int[] launches, bool isPaired)
    {
        var baseline = build.Select((side, i) => Time(i, isPaired ? side.Baseline[..launches[i]] : side.Baseline));
        var candidate = build.Select((side, i) => Time(i, side.Candidate[..launches[i]]));
        var input = new GateInput(new SuiteRun("", Machine, candidate), new Baseline([new SuiteRun("", Machine, baseline)]), [])
        {
            IsPaired = isPaired,
            Looks = looks,
        };
        return Gate.Judge([input], policy);
    }

    private static Measured Time(int benchmark, double[][] launches) =>
        new(IdOf(benchmark), Metric.Time, new Sample([.. launches.Select(launch => new Launch([.. launch]))]));

    private static BenchmarkId IdOf(int benchmark) => BenchmarkId.Parse($"Simulated.Benchmark{benchmark}");
}
