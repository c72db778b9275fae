using PerfGate.LazyTensors.Evaluation;
using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Planning;

/// <summary>What a plan was made for: the graph's structure, shapes and numbers, but not the tensors that are its inputs.</summary>
/// <param name="graph">The graph as it was built.</param>
/// <param name="hash">Of the graph.</param>
/// <param name="passes">Which passes to run.</param>
/// <param name="threads">How many threads may compute it.</param>
internal sealed class PlanKey(NodeGraph graph, int hash, Pass passes, Threads threads)
{
    public int Hash { get; } = hash;

    public NodeGraph Graph { get; } = graph;

    public Pass Passes { get; } = passes;

    public Threads Threads { get; } = threads;

    public static int HashOf(ReadOnlySpan<Node> nodes, ReadOnlySpan<int> outputs)
    {
        uint hash = (uint)nodes.Length;
        foreach (ref readonly Node node in nodes)
        {
            hash = (uint.RotateLeft(hash, 7) ^ (uint)node.Hash()) * 0x9E3779B1u;
        }

        foreach (int output in outputs)
        {
            hash = (uint.RotateLeft(hash, 7) ^ (uint)output) * 0x85EBCA77u;
        }

        return (int)(hash ^ (hash >> 15));
    }

    /// <summary>Whether a plan for this is one for the other graph too.</summary>
    public bool Fits(int hash, Lowering lowering, Pass passes, Threads threads)
    {
        ReadOnlySpan<Node> nodes = lowering.Nodes;
        if (hash != Hash || passes != Passes || threads != Threads || nodes.Length != Graph.Length
            || !lowering.Outputs.SequenceEqual(Graph.Outputs))
        {
            return false;
        }

        for (int i = 0; i < nodes.Length; i++)
        {
            if (!nodes[i].IsSame(Graph[i]))
            {
                return false;
            }
        }

        return true;
    }
}
