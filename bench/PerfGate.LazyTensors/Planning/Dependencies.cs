using System.Collections.Immutable;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Planning;

/// <summary>What waits for what, for a plan that several threads compute.</summary>
internal sealed class Dependencies
{
    /// <summary>Waking another thread takes some microseconds, and it may not come at once.</summary>
    private const double LeastGain = 40_000;

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
        threads == Threads.Several || (threads == Threads.WhereItPays && Environment.ProcessorCount > 1 && Gain(graph) >= LeastGain)
            ? new Dependencies(graph)
            : null;

    /// <summary>How many nanoseconds the parts take that another thread could do meanwhile.</summary>
    private static double Gain(NodeGraph graph)
    {
        double[] ends = new double[graph.Length];
        double total = 0;
        for (int i = 0; i < graph.Length; i++)
        {
            double cost = Cost.Of(graph, graph[i]);
            total += cost;
            for (int k = 0; k < graph[i].Operands; k++)
            {
                ends[i] = graph[i].Operand(k) is >= 0 and int operand ? Math.Max(ends[i], ends[operand]) : ends[i];
            }

            ends[i] += cost;
        }

        return total - ends.DefaultIfEmpty(0).Max();
    }
}
