using PerfGate.Baselines;
using PerfGate.Calibrating;
using PerfGate.Gating.Model;
using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Renames;
using PerfGate.Sharding;
using PerfGate.Tool.Storage;

namespace PerfGate.Tool.Commands.Steps;

/// <summary>Puts what shards measured beside the stored baselines: of each model of machine its own.</summary>
internal static class ShardInputs
{
    /// <summary>An input for each group of shards.</summary>
    /// <param name="groups">The groups, those of a suite one after the other.</param>
    /// <param name="baselines">Every stored baseline.</param>
    /// <param name="calibrations">Every stored calibration.</param>
    /// <param name="measurement">The suites.</param>
    public static IReadOnlyList<GateInput> Of(
        IReadOnlyList<ShardGroup> groups, IReadOnlyList<Baseline> baselines, IReadOnlyList<Calibration> calibrations, Measurement measurement) =>
        [.. groups.GroupBy(group => group.Run.Suite).SelectMany(suite => OfSuite([.. suite], baselines, calibrations, measurement))];

    private static List<GateInput> OfSuite(
        IReadOnlyList<ShardGroup> groups, IReadOnlyList<Baseline> baselines, IReadOnlyList<Calibration> calibrations, Measurement measurement)
    {
        var name = groups[0].Run.Suite;
        var suite = measurement.Suites.Single(suite => suite.Name == name);
        IReadOnlyList<Glob> filters = [.. measurement.FiltersOf(suite).Select(filter => new Glob(filter))];
        var ofSuite = baselines.Select(b => b.ForSuite(name)).OfType<Baseline>().ToList();
        var inputs = new List<GateInput>();
        var orphans = new HashSet<BenchmarkId>();
        var isKnown = false;
        foreach (var group in groups)
        {
            var baseline = BaselineStore.ChooseFor(group.Run.Environment, ofSuite);
            var known = baseline is null ? [] : KnownTo(baseline, measurement).Where(id => filters.Any(glob => glob.Matches(id))).ToHashSet();
            isKnown |= known.Overlaps(group.Run.Benchmarks);
            // What no shard measures is lost. Once is enough to say so.
            var lost = known.Where(id => !groups.Any(g => g.Units.Any(unit => unit.Holds(id))) && orphans.Add(id));
            var own = known.Where(id => group.Units.Any(unit => unit.Holds(id)));
            inputs.Add(new GateInput(group.Run, baseline, filters)
            {
                Asked = group.Run.Benchmarks.Concat(own).Concat(lost).ToHashSet(),
                Spread = Calibration.SpreadOf(name, calibrations.FirstOrDefault(c => c.Environment == group.Run.Environment.Key), baseline),
            });
        }

        // Where no group knows anything that is stored, that is an error, as of any run.
        return [.. inputs.Select(input => input with { MayBeAllNew = isKnown })];
    }

    private static IEnumerable<BenchmarkId> KnownTo(Baseline baseline, Measurement measurement) =>
        Renaming.Map(baseline, measurement.Config.Policy.Renames).Reference.Select(measured => measured.Id).Distinct();
}
