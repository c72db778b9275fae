using PerfGate.LazyTensors.Evaluation;

namespace PerfGate.LazyTensors.Planning;

/// <summary>
/// Plans by the graphs that they were made for; of those that fall into the same place the oldest gives way. All are forgotten when they hold
/// too many nodes together: a program that builds ever other large graphs would otherwise fill the memory with plans that nobody asks for again.
/// </summary>
internal static class PlanCache
{
    /// <summary>Nodes of all graphs whose plans are kept; each takes some 300 bytes, so all together some 300 MiB.</summary>
    public const int MostNodes = 1 << 20;

    private const int Sets = 128;
    private const int Ways = 4;
    private static readonly Entry?[][] Table = [.. Enumerable.Range(0, Sets).Select(_ => new Entry?[Ways])];
    private static long _nodes;

    /// <summary>How many nodes the graphs have whose plans are kept.</summary>
    public static long Nodes => Volatile.Read(ref _nodes);

    /// <summary>The plan of a graph, made if there is none.</summary>
    public static Plan For(Lowering lowering, Pass passes, Threads threads)
    {
        int hash = PlanKey.HashOf(lowering.Nodes, lowering.Outputs);
        Entry?[] set = Table[(hash ^ (int)passes) & (Sets - 1)];
        foreach (Entry? entry in set)
        {
            if (entry is not null && entry.Key.Fits(hash, lowering, passes, threads))
            {
                return entry.Plan;
            }
        }

        Graph.NodeGraph graph = lowering.ToGraph();
        var made = new Entry(new PlanKey(graph, hash, passes, threads), Planner.Make(graph, passes, threads));
        Keep(set, made);
        return made.Plan;
    }

    /// <summary>Forgets all plans.</summary>
    public static void Clear()
    {
        foreach (Entry?[] set in Table)
        {
            lock (set)
            {
                foreach (Entry? entry in set)
                {
                    Interlocked.Add(ref _nodes, -NodesOf(entry));
                }

                Array.Clear(set);
            }
        }
    }

    private static void Keep(Entry?[] set, Entry made)
    {
        if (NodesOf(made) > MostNodes)
        {
            return;
        }

        if (Nodes + NodesOf(made) > MostNodes)
        {
            Clear();
        }

        lock (set)
        {
            Interlocked.Add(ref _nodes, NodesOf(made) - NodesOf(set[^1]));
            Array.Copy(set, 0, set, 1, Ways - 1);
            set[0] = made;
        }
    }

    private static long NodesOf(Entry? entry) => entry?.Key.Graph.Length ?? 0;

    private sealed record Entry(PlanKey Key, Plan Plan);
}
