using System.Collections.Immutable;
using PerfGate.Baselines;
using PerfGate.Gating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Calibrating;

/// <summary>
/// How often the gate flags this suite though nothing changed: the launches of one session, split at random into two sides again
/// and again. It says what the scatter of launches does; what another day does it cannot say.
/// </summary>
/// <param name="Builds">How many of the builds were flagged; the interval counts the splits as if they were independent.</param>
/// <param name="Blamed">Which benchmarks were called worse, and in how many builds, the most often first.</param>
/// <param name="Times">Of each benchmark, what the gate said of its time in each build.</param>
public sealed record FalseAlarms(
    Proportion Builds, ImmutableArray<(BenchmarkId Id, int Times)> Blamed, ILookup<BenchmarkId, Comparison> Times)
{
    /// <summary>Counts.</summary>
    /// <param name="runs">Runs of suites that are judged together, of twice as many launches as a side is to have.</param>
    /// <param name="policy">How builds are judged.</param>
    /// <param name="builds">How many builds to make; at least 1.</param>
    /// <param name="random">Draws them.</param>
    /// <param name="cancellation">Stops between two builds: large suites take a while.</param>
    public static FalseAlarms Count(
        IReadOnlyList<SuiteRun> runs, GatePolicy policy, int builds, Random random, CancellationToken cancellation = default)
    {
        var results = new List<GateResult>();
        while (results.Count < builds)
        {
            cancellation.ThrowIfCancellationRequested();
            results.Add(Judge(runs, run => AaSplit.AtRandom(run, random), policy));
        }

        var worse = results.Select(BlamedBy).ToList();
        return new FalseAlarms(
            new Proportion(worse.Count(ids => ids.Count > 0), builds),
            [.. worse.SelectMany(ids => ids).CountBy(id => id).OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value))],
            results.SelectMany(result => result.Judgements).Select(j => j.Comparison).Where(c => c.Metric == Metric.Time).ToLookup(c => c.Id));
    }

    /// <summary>Judges one build whose sides are split off the same runs, after all of its launches.</summary>
    internal static GateResult Judge(
        IReadOnlyList<SuiteRun> runs, Func<SuiteRun, (SuiteRun Before, SuiteRun After)> split, GatePolicy policy, bool isPaired = false) => Gate.Judge(
        [.. runs.Select(split).Select(sides => new GateInput(sides.After, new Baseline([sides.Before]), []) { IsPaired = isPaired })],
        // What is accepted is not called worse, and would hide a false alarm.
        policy with { Accepted = [], Renames = [] });

    /// <summary>Which benchmarks a build calls worse.</summary>
    internal static IReadOnlyList<BenchmarkId> BlamedBy(GateResult result) =>
        [.. result.Judgements.Where(j => j.Verdict == Verdict.Regressed).Select(j => j.Comparison.Id).Distinct()];
}
