namespace PerfGate.LazyTensors.Graph;

/// <summary>Makes a new graph from an old one, value by value, in the old one's order.</summary>
/// <param name="graph">The old graph, which stays as it is.</param>
internal sealed class Rewriter(NodeGraph graph)
{
    private readonly int[] _places = new int[graph.Length];
    private Node[] _nodes = new Node[graph.Length + 4];
    private int _count;

    /// <summary>A value of the new graph.</summary>
    public ref readonly Node this[int place] => ref _nodes[place];

    /// <summary>One that has taken over what stands before a value.</summary>
    public static Rewriter UpTo(NodeGraph graph, int end)
    {
        var rewriter = new Rewriter(graph);
        for (int i = 0; i < end; i++)
        {
            rewriter.Keep(i);
        }

        return rewriter;
    }

    /// <summary>Where an old value stands in the new graph.</summary>
    public int PlaceOf(int old) => _places[old];

    /// <summary>An old value, with its operands where they stand in the new graph.</summary>
    public Node Moved(int old) => graph[old].At(_places);

    /// <summary>Takes an old value over.</summary>
    public int Keep(int old) => Replace(old, Add(Moved(old)));

    /// <summary>Adds a value whose operands are places in the new graph.</summary>
    public int Add(in Node node)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _count);
        }

        _nodes[_count] = node;
        return _count++;
    }

    /// <summary>Lets a value of the new graph stand for an old one.</summary>
    public int Replace(int old, int place)
    {
        _places[old] = place;
        return place;
    }

    public NodeGraph Build()
    {
        int[] outputs = new int[graph.Outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = _places[graph.Outputs[i]];
        }

        return new NodeGraph(_count == _nodes.Length ? _nodes : _nodes.AsSpan(0, _count).ToArray(), outputs);
    }
}
