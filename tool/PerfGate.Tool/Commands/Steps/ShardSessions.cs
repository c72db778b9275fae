using PerfGate.Baselines;
using PerfGate.Diagnostics;
using PerfGate.Formatting;
using PerfGate.Policies;
using PerfGate.Sharding;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Which of what shards measured becomes a baseline: of each suite and model of machine all of it, or nothing.</summary>
internal static class ShardSessions
{
    /// <summary>The sessions to store.</summary>
    /// <param name="shards">The shards of one whole run.</param>
    /// <param name="stored">Every stored baseline.</param>
    /// <param name="measurement">The suites.</param>
    /// <param name="warn">Told which model measured a part only, and is not stored.</param>
    /// <exception cref="PerfGateException">PG2089: no model measured the whole of a suite.</exception>
    public static IReadOnlyList<NewSession> Of(JoinedShards shards, IReadOnlyList<Baseline> stored, Measurement measurement, Action<Diagnostic> warn)
    {
        var sessions = new List<NewSession>();
        foreach (var suite in shards.Groups.GroupBy(group => group.Run.Suite))
        {
            var all = suite.SelectMany(group => group.Run.Benchmarks).ToHashSet();
            var isWhole = suite.ToLookup(group => all.IsSubsetOf(group.Run.Benchmarks.Concat(KnownOf(group, stored))));
            if (!isWhole[true].Any())
            {
                throw new PerfGateException(
                    DiagnosticCode.PG2089, $"no model of machine measured the whole of suite '{suite.Key}' in run '{shards.Id}', so nothing was stored", Parts(suite),
                    "Measure the shards on machines of one model; or let `baseline update --missing` measure the whole suite on one");
            }

            if (isWhole[false].Any())
            {
                warn(Diagnostic.Warning(
                    DiagnosticCode.PG2089, $"a part of suite '{suite.Key}' was measured on another model of machine, and is not stored: what lacks a part would judge only the rest", Parts(isWhole[false]),
                    "`dotnet perfgate baseline update --missing` stores the baseline of such a machine"));
            }

            IReadOnlyList<Glob> filters = [.. measurement.FiltersOf(measurement.Suites.Single(s => s.Name == suite.Key)).Select(filter => new Glob(filter))];
            sessions.AddRange(isWhole[true].Select(group => new NewSession(group.Run, filters, [.. suite.Where(other => other != group).SelectMany(other => other.Units)])));
        }

        return sessions;
    }

    private static IEnumerable<Model.BenchmarkId> KnownOf(ShardGroup group, IReadOnlyList<Baseline> stored) =>
        stored.FirstOrDefault(b => b.Environment.Key == group.Run.Environment.Key)?.ForSuite(group.Run.Suite)?.Reference.Select(measured => measured.Id) ?? [];

    private static string Parts(IEnumerable<ShardGroup> groups) =>
        string.Join("; ", groups.Select(group => $"{Format.Count(group.Run.Benchmarks.Length, "benchmark")} on {group.Run.Environment}"));
}
