using PerfGate.Configuration;
using PerfGate.Model;
using PerfGate.Results;
using PerfGate.Sharding;
using PerfGate.Tool.Measuring;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Deals the benchmarks of all suites to shards. Each shard does so by itself, and gets the same: it looks at nothing of its machine.</summary>
internal static class Splitting
{
    /// <summary>Builds the suites, asks what they have, and deals it.</summary>
    /// <param name="measurement">The suites.</param>
    /// <param name="count">How many shards.</param>
    /// <param name="context">Where to speak.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<Split> DealAsync(Measurement measurement, int count, CommandContext context, CancellationToken cancellation)
    {
        var runner = Measurement.RunnerFor(context);
        var units = new List<ShardUnit>();
        foreach (var suite in measurement.Suites)
        {
            // Nobody can ask a command what it would measure.
            IReadOnlyList<string> methods = suite.Command is not null ? [ShardUnit.Whole] : await runner.ListAsync(measurement.PlanFor(suite), cancellation);
            units.AddRange(methods.Select(method => new ShardUnit(suite.Name, method)));
        }

        var costs = new ShardCosts(measurement.Store.LoadAll(), measurement.Config);
        var split = Split.Deal(ShardGroups.Of(units, measurement.Config.Policy, measurement.Config.Study), count, costs.Of);
        context.Progress.Say($"split {split.Digest}: {units.Count} methods in {count} shards, {units.Count(costs.IsKnown)} of known cost");
        return split;
    }

    /// <summary>How to measure what a shard has of a suite, which <see cref="DealAsync"/> has built; null where it has nothing of it.</summary>
    public static MeasurePlan? PlanOf(SuiteConfig suite, Shard shard, Measurement measurement)
    {
        var units = shard.Units.Where(unit => unit.Suite == suite.Name).ToList();
        var plan = measurement.PlanFor(suite);
        return units.Count == 0 ? null
            : suite.Command is not null ? plan
            : plan with { Filters = [.. units.Select(unit => unit.Method)], Build = false };
    }

    /// <summary>A run as the session of a shard.</summary>
    public static SuiteRun AsShard(SuiteRun run, Shard shard) => run.WithProvenance(run.Provenance with { Shard = shard });
}
