using System.Collections.Immutable;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Planning;

/// <summary>What waits for what, for a plan that several threads compute.</summary>
internal sealed class Dependencies
{
    /// <summary>Waking another thread takes some microseconds, and it may not come at once.</summary>
    public const double LeastGain = 40_000;

    private Dependencies(NodeGraph graph)
    {
        int[] waits = new int[graph.Length];
        var followers = new List<int>[graph.Length];
        for (int i = 0; i < graph.Length; i++)
        {
            followers[i] = [];
            for (int k = 0; k < graph[i].Operands; k++)
            {
                if (graph[i].Operand(k) is >= 0 and int operand && graph[operand].Op != Op.Input)
                {
                    waits[i]++;
                    followers[operand].Add(i);
                }
            }
        }

        Waits = ImmutableArray.Create(waits);
        Followers = [.. followers.Select(list => list.ToImmutableArray())];
    }

    /// <summary>How many operands of each node have to be computed first.</summary>
    public ImmutableArray<int> Waits { get; }

    /// <summary>Which nodes read each value; twice if it is two of their operands.</summary>
    public ImmutableArray<ImmutableArray<int>> Followers { get; }

    /// <summary>The dependencies, if several threads are to compute the graph; else null.</summary>
    public static Dependencies? For(NodeGraph graph, Threads threads) =>
        threads == Threads.Several || (threads == Threads.WhereItPays && Environment.ProcessorCount > 1 && Duration.Of(graph).Gain >= LeastGain)
            ? new Dependencies(graph)
            : null;
}
