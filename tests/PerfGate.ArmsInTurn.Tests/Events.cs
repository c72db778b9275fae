using System.Collections.Concurrent;

namespace PerfGate.ArmsInTurn.Tests;

/// <summary>What benchmarks say that happened, in order.</summary>
public static class Events
{
    private static readonly ConcurrentQueue<string> Said = new();

    public static IReadOnlyList<string> All => [.. Said];

    public static void Say(string what) => Said.Enqueue(what);

    public static void Clear() => Said.Clear();
}
