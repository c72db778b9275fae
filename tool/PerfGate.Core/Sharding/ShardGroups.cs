using PerfGate.Model;
using PerfGate.Policies;
using PerfGate.Studies;

namespace PerfGate.Sharding;

/// <summary>
/// What must be measured by one shard. The methods of a ratio and the arms of a study are compared launch by launch. And what one filter chooses together, as filters
/// ignore case and may hold wildcards, would else be measured twice.
/// </summary>
public static class ShardGroups
{
    /// <summary>Groups units, each into exactly one group.</summary>
    /// <param name="units">All units, each once.</param>
    /// <param name="policy">The ratios.</param>
    /// <param name="study">The arms, or null for none.</param>
    public static IReadOnlyList<IReadOnlyList<ShardUnit>> Of(IReadOnlyList<ShardUnit> units, GatePolicy policy, Study? study)
    {
        var known = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var leaders = Enumerable.Range(0, units.Count).ToArray();
        foreach (var (i, unit) in units.Index())
        {
            foreach (var key in KeysOf(unit, policy, study))
            {
                Join(leaders, i, known.TryGetValue($"{unit.Suite}\n{key}", out var first) ? first : known[$"{unit.Suite}\n{key}"] = i);
            }
        }

        foreach (var (i, unit) in units.Index().Where(u => u.Item.Method != ShardUnit.Whole && u.Item.Method.AsSpan().ContainsAny('*', '?')))
        {
            var glob = new Glob(unit.Method);
            foreach (var (other, _) in units.Index().Where(u => u.Item.Suite == unit.Suite && glob.Matches(BenchmarkId.Parse(u.Item.Method))))
            {
                Join(leaders, i, other);
            }
        }

        return [.. units.Index().GroupBy(u => Find(leaders, u.Index)).Select(group => (IReadOnlyList<ShardUnit>)[.. group.Select(u => u.Item)])];
    }

    // Units of one key are one group. A numerator has the key of its partner, whether there is one or not.
    private static IEnumerable<string> KeysOf(ShardUnit unit, GatePolicy policy, Study? study)
    {
        yield return unit.Method;
        if (unit.Method == ShardUnit.Whole)
        {
            yield break;
        }

        var id = BenchmarkId.Parse(unit.Method);
        foreach (var partner in policy.Ratios.Select(rule => rule.PartnerOf(id)).OfType<BenchmarkId>())
        {
            yield return partner.MethodName;
        }

        if (study?.Split(id) is var (_, operation))
        {
            yield return $"study {id.Namespace}.{id.Type}.{operation}";
        }
    }

    private static void Join(int[] leaders, int one, int other) => leaders[Find(leaders, one)] = Find(leaders, other);

    private static int Find(int[] leaders, int i)
    {
        while (leaders[i] != i)
        {
            i = leaders[i];
        }

        return i;
    }
}
