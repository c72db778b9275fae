namespace PerfGate.LazyTensors.Graph;

/// <summary>A graph as the passes see it: values in an order in which each stands after its operands. Never changed.</summary>
/// <param name="nodes">The values.</param>
/// <param name="outputs">Places of the values that are wanted; the same one may be there more than once.</param>
internal sealed class NodeGraph(Node[] nodes, int[] outputs)
{
    private readonly Node[] _nodes = nodes;
    private readonly int[] _outputs = outputs;

    public ReadOnlySpan<Node> Nodes => _nodes;

    public ReadOnlySpan<int> Outputs => _outputs;

    public int Length => _nodes.Length;

    /// <summary>The operations in it.</summary>
    public OpSet Ops { get; } = OpSet.Of(nodes);

    public ref readonly Node this[int place] => ref _nodes[place];

    /// <summary>Tells the outputs from the rest.</summary>
    /// <param name="isOutput">One for each node; false so far.</param>
    public void MarkOutputs(Span<bool> isOutput)
    {
        foreach (int output in _outputs)
        {
            isOutput[output] = true;
        }
    }

    /// <summary>How many nodes read each value; being an output counts as one more.</summary>
    public int[] CountReaders()
    {
        int[] readers = new int[_nodes.Length];
        foreach (ref readonly Node node in Nodes)
        {
            for (int i = 0; i < node.Operands; i++)
            {
                if (node.Operand(i) is >= 0 and int operand)
                {
                    readers[operand]++;
                }
            }
        }

        foreach (int output in _outputs)
        {
            readers[output]++;
        }

        return readers;
    }
}
