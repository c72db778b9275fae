using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Planning;

/// <summary>About how long a graph takes, in nanoseconds.</summary>
/// <param name="Total">All nodes, one after the other.</param>
/// <param name="LongestPath">The longest chain of nodes of which each waits for the one before it.</param>
internal readonly record struct Duration(double Total, double LongestPath)
{
    /// <summary>What other threads could do meanwhile.</summary>
    public double Gain => Total - LongestPath;

    public double OnTwoThreads => Math.Max(LongestPath, Total / 2);

    public static Duration Of(NodeGraph graph)
    {
        double[] ends = new double[graph.Length];
        var (total, last) = (0.0, 0.0);
        for (int i = 0; i < graph.Length; i++)
        {
            ref readonly Node node = ref graph[i];
            double begin = 0;
            for (int k = 0; k < node.Operands; k++)
            {
                begin = node.Operand(k) is >= 0 and int operand ? Math.Max(begin, ends[operand]) : begin;
            }

            double cost = Cost.Of(graph, node);
            ends[i] = begin + cost;
            (total, last) = (total + cost, Math.Max(last, ends[i]));
        }

        return new Duration(total, last);
    }
}
