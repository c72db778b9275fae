using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PerfGate.LazyTensors.Graph;
using PerfGate.LazyTensors.Passes;

namespace PerfGate.LazyTensors.Planning;

/// <summary>From a graph to the plan of its computation.</summary>
internal static class Planner
{
    /// <summary>Runs the passes, and decides where results go.</summary>
    /// <param name="graph">The graph as it was built.</param>
    /// <param name="passes">Which passes to run.</param>
    /// <param name="threads">How many threads may compute it.</param>
    public static Plan Make(NodeGraph graph, Pass passes, Threads threads)
    {
        NodeGraph optimized = threads == Threads.One ? Pipeline.Run(graph, passes) : ForSeveralThreads(graph, passes);
        int[] readers = optimized.CountReaders();
        Dependencies? dependencies = Dependencies.For(optimized, threads);
        var buffers = new BufferReuse(optimized, readers, onlyInPlace: dependencies is not null);
        return new Plan
        {
            Graph = optimized,
            Readers = ImmutableCollectionsMarshal.AsImmutableArray(readers),
            Destinations = ImmutableCollectionsMarshal.AsImmutableArray(buffers.Destinations),
            IsKept = ImmutableCollectionsMarshal.AsImmutableArray(buffers.IsKept),
            BecomesOutput = ImmutableCollectionsMarshal.AsImmutableArray(BecomeOutput(optimized, buffers.Destinations)),
            CopiesOutput = ImmutableCollectionsMarshal.AsImmutableArray(CopyOutputs(graph, optimized)),
            Twins = ImmutableCollectionsMarshal.AsImmutableArray(TwinsOf(optimized)),
            Parts = PartsOf(optimized),
            Dependencies = dependencies,
        };
    }

    /// <summary>A sum of two products as one kernel has to wait for one of them: with two threads they may be better apart.</summary>
    private static NodeGraph ForSeveralThreads(NodeGraph graph, Pass passes)
    {
        NodeGraph folded = Pipeline.Run(graph, passes);
        if ((passes & Pass.ScalarFolding) == 0 || !folded.Ops.Contains(Op.AddMm))
        {
            return folded;
        }

        Duration together = Duration.Of(folded);
        if (together.Total < Dependencies.LeastGain)
        {
            return folded;
        }

        NodeGraph apart = Pipeline.Run(graph, passes & ~Pass.ScalarFolding);
        return Duration.Of(apart).OnTwoThreads < together.OnTwoThreads - Dependencies.LeastGain ? apart : folded;
    }

    private static bool[] BecomeOutput(NodeGraph graph, int[] destinations)
    {
        bool[] becomes = new bool[graph.Length];
        foreach (int output in graph.Outputs)
        {
            becomes[output] = true;
        }

        for (int i = graph.Length - 1; i >= 0; i--)
        {
            if (becomes[i] && graph[i].IsView)
            {
                becomes[graph[i].First] = true;
            }

            if (becomes[i] && destinations[i] >= 0)
            {
                becomes[destinations[i]] = true;
            }
        }

        return becomes;
    }

    /// <summary>A view of an input shares its memory, as in eager; the result of an operation that was left out must not.</summary>
    private static bool[] CopyOutputs(NodeGraph built, NodeGraph optimized)
    {
        bool[] copies = new bool[built.Outputs.Length], isOfInput = AreOfInput(optimized), wasOfInput = AreOfInput(built);
        for (int i = 0; i < copies.Length; i++)
        {
            copies[i] = isOfInput[optimized.Outputs[i]] && !wasOfInput[built.Outputs[i]];
        }

        return copies;
    }

    /// <summary>Which values are inputs, or views of them.</summary>
    private static bool[] AreOfInput(NodeGraph graph)
    {
        bool[] are = new bool[graph.Length];
        for (int i = 0; i < are.Length; i++)
        {
            ref readonly Node node = ref graph[i];
            are[i] = node.Op == Op.Input || (node.IsView && are[node.First]);
        }

        return are;
    }

    private static int[] TwinsOf(NodeGraph graph)
    {
        int[] twins = new int[graph.Outputs.Length];
        if (twins.Length > 1)
        {
            int[] first = new int[graph.Length];
            for (int i = twins.Length - 1; i >= 0; i--)
            {
                first[graph.Outputs[i]] = i;
            }

            for (int i = 0; i < twins.Length; i++)
            {
                twins[i] = first[graph.Outputs[i]];
            }
        }

        return twins;
    }

    private static ImmutableArray<ImmutableArray<int>> PartsOf(NodeGraph graph)
    {
        if (!graph.Ops.Contains(Op.Part))
        {
            return [];
        }

        var parts = new ImmutableArray<int>[graph.Length];
        Array.Fill(parts, []);
        for (int i = 0; i < graph.Length; i++)
        {
            if (graph[i].Op == Op.Part)
            {
                // They follow their kernel in the order of its results.
                parts[graph[i].First] = parts[graph[i].First].Add(i);
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(parts);
    }
}
