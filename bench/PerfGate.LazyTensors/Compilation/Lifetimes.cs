using PerfGate.LazyTensors.Graph;

namespace PerfGate.LazyTensors.Compilation;

/// <summary>How long each value, and the memory that it shows, is read.</summary>
internal sealed class Lifetimes
{
    private readonly int[] _lastRead;
    private readonly int[] _lastReadOfMemory;
    private readonly int[] _roots;

    public Lifetimes(NodeGraph graph)
    {
        (_lastRead, _lastReadOfMemory, _roots) = (new int[graph.Length], new int[graph.Length], new int[graph.Length]);
        for (int i = 0; i < graph.Length; i++)
        {
            ref readonly Node node = ref graph[i];
            _roots[i] = node.IsView ? _roots[node.First] : i;
            _lastRead[i] = _lastReadOfMemory[i] = WrittenAt(graph, i);
            for (int k = 0; node.Op != Op.Part && k < node.Operands; k++)
            {
                if (node.Operand(k) is >= 0 and int operand)
                {
                    Read(operand, i);
                }
            }
        }

        foreach (int output in graph.Outputs)
        {
            Read(output, graph.Length);
        }
    }

    /// <summary>The value whose memory a value shows; itself, where it has its own.</summary>
    public int Root(int value) => _roots[value];

    /// <summary>The last node that reads a value; the graph's length for an output, which is read at the end.</summary>
    public int LastRead(int value) => _lastRead[value];

    /// <summary>The last node that reads a value's memory, through views of it as well.</summary>
    public int LastReadOfMemory(int root) => _lastReadOfMemory[root];

    /// <summary>A kernel writes all its results at once.</summary>
    public static int WrittenAt(NodeGraph graph, int value) => graph[value].Op == Op.Part ? graph[value].First : value;

    private void Read(int value, int reader)
    {
        _lastRead[value] = Math.Max(_lastRead[value], reader);
        _lastReadOfMemory[_roots[value]] = Math.Max(_lastReadOfMemory[_roots[value]], reader);
    }
}
