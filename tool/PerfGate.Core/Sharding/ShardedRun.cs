using PerfGate.Results;

namespace PerfGate.Sharding;

/// <summary>Puts the shards of one run together. Nothing that is not exactly the whole of one state of the source is judged.</summary>
public static class ShardedRun
{
    /// <summary>Joins shards.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="sessions">The sessions of that run, in any order; copies count once.</param>
    /// <param name="place">Where they were looked for.</param>
    /// <param name="head">The commit that is checked out here; null where there is none.</param>
    /// <returns>A group for each suite and model of machine, those of a suite one after the other.</returns>
    /// <exception cref="Diagnostics.PerfGateException">PG2080 to PG2085: they are not one whole run.</exception>
    public static IReadOnlyList<ShardGroup> Join(string id, IReadOnlyCollection<SuiteRun> sessions, string place, CommitInfo? head)
    {
        var copies = sessions.Select(session => new ShardSession(session)).DistinctBy(s => s.Text).OrderBy(s => s.Shard.Number).ThenBy(s => s.Run.Suite, StringComparer.Ordinal).ToList();
        var check = new ShardCheck(id, copies, place);
        check.RefuseNone();
        check.RefuseOtherCommits(head);
        check.RefuseOtherHarnesses();
        check.RefuseOtherClasses();
        check.RefuseOtherSplits();
        check.RefuseTwice();
        check.RefuseMissing();
        return [.. copies.GroupBy(s => s.Run.Suite).SelectMany(suite => ByModel([.. suite]).Select(model => GroupOf(suite.Key, model)))];
    }

    // An environment of which less is known is comparable to several, and belongs to the first.
    private static List<List<ShardSession>> ByModel(IReadOnlyList<ShardSession> sessions)
    {
        var models = new List<List<ShardSession>>();
        foreach (var session in sessions)
        {
            if (models.Find(model => model.TrueForAll(s => s.Run.Environment.IsComparableTo(session.Run.Environment))) is { } known)
            {
                known.Add(session);
            }
            else
            {
                models.Add([session]);
            }
        }

        return models;
    }

    private static ShardGroup GroupOf(string suite, IReadOnlyList<ShardSession> sessions)
    {
        var first = sessions.MinBy(s => s.Run.Provenance.MeasuredAt)!.Run;
        return new ShardGroup(
            new SuiteRun(suite, first.Environment, sessions.SelectMany(s => s.Run.Measured), provenance: first.Provenance with { Shard = null }),
            [.. sessions.SelectMany(s => s.Units)],
            [.. sessions.Select(s => s.Shard.Number)]);
    }
}
