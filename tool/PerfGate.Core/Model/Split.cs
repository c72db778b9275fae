using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PerfGate.Model;

/// <summary>Which shard measures what: each unit is in exactly one of them.</summary>
public sealed record Split
{
    /// <summary>Checks and keeps a split.</summary>
    /// <param name="parts">The units of each shard, of the first one first.</param>
    /// <exception cref="ArgumentException">There is no shard, nothing to measure, or a unit is in two shards.</exception>
    public Split(IEnumerable<IEnumerable<ShardUnit>> parts)
    {
        Parts = [.. parts.Select(part => part.Order().ToImmutableArray())];
        var all = Parts.SelectMany(part => part).ToList();
        if (all.Count == 0)
        {
            throw new ArgumentException("a split deals something", nameof(parts));
        }

        if (all.GroupBy(unit => (unit.Suite, unit.Plain)).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"'{twice.First()}' is dealt twice", nameof(parts));
        }

        var lines = Parts.SelectMany((part, i) => part.Select(unit => $"{i}\n{unit.Suite}\n{unit.Method}\n"));
        Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Parts.Length}\n{string.Concat(lines)}")))[..12];
    }

    /// <summary>The units of each shard, in order. With more shards than there is to deal, the last ones are empty.</summary>
    public ImmutableArray<ImmutableArray<ShardUnit>> Parts { get; }

    /// <summary>A short name of it: equal where all shards measure the same.</summary>
    public string Digest { get; }

    /// <summary>
    /// Deals the longest first, each to the shard that has least to do: R. L. Graham, "Bounds on multiprocessing timing anomalies", 1969. The longest shard takes at most
    /// 4/3 of what the best split would take. Equal costs are dealt in ordinal order, so that every machine deals alike.
    /// </summary>
    /// <param name="groups">What is not to be taken apart; at least one, none empty.</param>
    /// <param name="count">How many shards; at least 1.</param>
    /// <param name="costOf">How long a unit takes, in milliseconds; what is less than 1 counts as 1.</param>
    public static Split Deal(IEnumerable<IReadOnlyList<ShardUnit>> groups, int count, Func<ShardUnit, long> costOf)
    {
        var parts = Enumerable.Range(0, count).Select(_ => new List<ShardUnit>()).ToList();
        var loads = new long[count];
        foreach (var (group, cost) in groups.Select(group => (group, Cost: group.Sum(unit => Math.Max(1, costOf(unit)))))
            .OrderByDescending(g => g.Cost).ThenBy(g => g.group.Min()))
        {
            var least = Array.IndexOf(loads, loads.Min());
            parts[least].AddRange(group);
            loads[least] += cost;
        }

        return new Split(parts);
    }

    /// <inheritdoc/>
    public bool Equals(Split? other) => Digest == other?.Digest;

    /// <inheritdoc/>
    public override int GetHashCode() => Digest.GetHashCode(StringComparison.Ordinal);
}
