using PerfGate.Baselines;
using PerfGate.Configuration;
using PerfGate.Model;
using PerfGate.Renames;
using PerfGate.Results;
using PerfGate.Statistics;

namespace PerfGate.Sharding;

/// <summary>
/// How long units take, from what is stored: of each benchmark the newest session that measured it, whatever the machine, as all shards have to see the same. What was never
/// measured costs as much as the middle one of its suite.
/// </summary>
public sealed class ShardCosts
{
    // BenchmarkDotNet repeats an operation until an iteration takes so long.
    private const double UsualIteration = 500e6;
    private const double NanosecondsOfMillisecond = 1e6;
    private const long NothingIsKnown = 1000;

    private readonly Dictionary<(string Suite, string Method), long> _known;
    private readonly Dictionary<string, long> _middles;
    private readonly long _middle;

    /// <summary>Reads costs.</summary>
    /// <param name="baselines">Every stored baseline.</param>
    /// <param name="config">The suites and renames.</param>
    public ShardCosts(IReadOnlyList<Baseline> baselines, PerfGateConfig config)
    {
        var newest = baselines.Select(baseline => Renaming.Map(baseline, config.Policy.Renames))
            .SelectMany(baseline => baseline.Sessions)
            .SelectMany(session => session.Measured.Where(m => m.Metric.Name == Metric.Time.Name).Select(m => (session, m)))
            .GroupBy(s => (s.session.Suite, s.m.Id))
            .Select(group => (group.Key.Suite, group.OrderByDescending(s => s.session.Provenance.MeasuredAt)
                .ThenBy(s => s.session.Environment.Key.Value, StringComparer.Ordinal).First().m));
        var suites = config.Suites.ToDictionary(suite => suite.Name);
        _known = newest.Where(n => suites.ContainsKey(n.Suite))
            .GroupBy(n => (n.Suite, suites[n.Suite].Command is null ? new ShardUnit(n.Suite, n.m.Id.MethodName).Plain : ShardUnit.Whole))
            .ToDictionary(group => group.Key, group => group.Sum(n => OfLaunch(n.m, LeastIteration(suites[n.Suite], n.m.Id))));
        _middles = _known.GroupBy(pair => pair.Key.Suite).ToDictionary(suite => suite.Key, suite => Middle([.. suite.Select(pair => pair.Value)]));
        _middle = _known.Count == 0 ? NothingIsKnown : Middle([.. _known.Values]);
    }

    /// <summary>Whether what a unit costs is stored.</summary>
    public bool IsKnown(ShardUnit unit) => _known.ContainsKey((unit.Suite, unit.Plain));

    /// <summary>What a unit costs: milliseconds of one launch, without what starting takes.</summary>
    public long Of(ShardUnit unit) =>
        _known.TryGetValue((unit.Suite, unit.Plain), out var known) ? known : _middles.GetValueOrDefault(unit.Suite, _middle);

    private static long OfLaunch(Measured measured, double least) => (long)Math.Ceiling(
        measured.Sample.Launches.Average(launch => launch.Iterations.Sum(time => Math.Max(time, least))) / NanosecondsOfMillisecond);

    // A cold start is measured as it is.
    private static double LeastIteration(SuiteConfig suite, BenchmarkId id) =>
        suite.Command is not null || id.Job.Contains("ColdStart", StringComparison.Ordinal) || id.Job.Contains("Monitoring", StringComparison.Ordinal) ? 0
        : suite.Arguments.IndexOf("--iterationTime") is >= 0 and var i && i + 1 < suite.Arguments.Length
            && int.TryParse(suite.Arguments[i + 1], System.Globalization.CultureInfo.InvariantCulture, out var milliseconds)
            ? milliseconds * NanosecondsOfMillisecond
            : UsualIteration;

    private static long Middle(double[] costs) => (long)Math.Ceiling(LaunchSummary.Median(costs));

    private static long Middle(IReadOnlyList<long> costs) => Middle([.. costs.Select(cost => (double)cost)]);
}
