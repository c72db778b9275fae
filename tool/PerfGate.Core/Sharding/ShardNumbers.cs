namespace PerfGate.Sharding;

/// <summary>Names shards by their numbers.</summary>
public static class ShardNumbers
{
    /// <summary><c>shard 3</c>, or <c>shards 1, 2</c>; each once, in the order given.</summary>
    public static string Text(IEnumerable<int> numbers) =>
        numbers.Distinct().ToList() is [var one] ? $"shard {one}" : $"shards {string.Join(", ", numbers.Distinct())}";
}
