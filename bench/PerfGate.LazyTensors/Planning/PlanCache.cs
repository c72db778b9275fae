using PerfGate.LazyTensors.Evaluation;

namespace PerfGate.LazyTensors.Planning;

/// <summary>Plans by the graphs that they were made for; of those that fall into the same place the oldest gives way.</summary>
internal static class PlanCache
{
    private const int Sets = 128;
    private const int Ways = 4;
    private static readonly Entry?[][] Table = [.. Enumerable.Range(0, Sets).Select(_ => new Entry?[Ways])];

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
        lock (set)
        {
            Array.Copy(set, 0, set, 1, Ways - 1);
            set[0] = made;
        }

        return made.Plan;
    }

    /// <summary>Forgets all plans.</summary>
    public static void Clear()
    {
        foreach (Entry?[] set in Table)
        {
            lock (set)
            {
                Array.Clear(set);
            }
        }
    }

    private sealed record Entry(PlanKey Key, Plan Plan);
}
